#include "coach/stay.h"

#include "coach/framing.h"

bool stay_solve(struct stay *stay, struct pose_side at, struct err *err)
{
    const struct pose *pose = at.pose;
    stay->at = at;
    bool solved = motion_key_solve(&stay->arrive, &pose->posture[at.side], NULL, err) &&
                  motion_key_solve(&stay->exhale, &pose->exhale[at.side], NULL, err) &&
                  motion_key_solve(&stay->inhale, &pose->inhale[at.side], NULL, err);
    if (!solved) {
        char id[CONTENT_ID_MAX * 2];
        pose_side_text(at, id, sizeof id);
        err_prefix(err, "%s: %s", pose->file, id);
        return false;
    }
    stay->view = pose->view[at.side];
    if (!pose->framed) {
        const struct body *bodies[] = {&stay->arrive.body, &stay->exhale.body, &stay->inhale.body};
        framing_fit(&stay->view, bodies, 3);
    }
    return true;
}

void stay_sample(const struct stay *stay, const struct breath *breath, struct motion_sample *sample)
{
    bool first_inhale = breath->inhaling && breath->cycle == 0;
    bool last_exhale = !breath->inhaling && breath->cycle == breath->cycles - 1;
    const struct motion_key *empty = first_inhale || last_exhale ? &stay->arrive : &stay->exhale;
    motion_between(empty, &stay->inhale, breath->fill, sample);
}
