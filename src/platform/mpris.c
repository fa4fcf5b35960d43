#ifdef REPOSE_SD_BUS

#include "base/log.h"
#include "base/mem.h"
#include "platform/mpris_bus.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/// Messages that are handled in one frame at most, so that no client can hold the picture up.
enum { MESSAGES_A_FRAME = 32 };

/// A position that jumps by more than a frame can explain was moved by the user.
#define JUMP_S 0.5

static const char BUS_NAME[] = "org.mpris.MediaPlayer2.repose";

static void lose(struct mpris *mpris, const char *what, int result)
{
    log_debug("no media controls: %s: %s", what, strerror(-result));
    sd_bus_close_unref(mpris->bus);
    mpris->bus = NULL;
}

static int take_second_answer(sd_bus_message *answer, void *user, sd_bus_error *error)
{
    (void)user;
    (void)error;
    if (sd_bus_message_is_method_error(answer, NULL))
        log_debug("no media controls: %s", sd_bus_message_get_error(answer)->message);
    return 0;
}

/// MPRIS' way for a second instance: a name with its number.
static int take_first_answer(sd_bus_message *answer, void *user, sd_bus_error *error)
{
    enum { NAME_OWNER = 1 };
    struct mpris *mpris = user;
    uint32_t code = 0;
    (void)error;
    if (!sd_bus_message_is_method_error(answer, NULL) &&
        sd_bus_message_read(answer, "u", &code) >= 0 && code == NAME_OWNER)
        return 0;
    char name[80];
    snprintf(name, sizeof name, "%s.instance%d", BUS_NAME, (int)getpid());
    return sd_bus_request_name_async(mpris->bus, NULL, name, 0, take_second_answer, mpris);
}

static int offer(struct mpris *mpris)
{
    int result =
        sd_bus_add_object_vtable(mpris->bus, NULL, MPRIS_PATH, MPRIS_ROOT, mpris_root_table, mpris);
    if (result >= 0)
        result = sd_bus_add_object_vtable(mpris->bus, NULL, MPRIS_PATH, MPRIS_PLAYER,
                                          mpris_player_table, mpris);
    if (result >= 0)
        result = sd_bus_request_name_async(mpris->bus, NULL, BUS_NAME, 0, take_first_answer, mpris);
    return result;
}

struct mpris *mpris_open(void)
{
    sd_bus *bus = NULL;
    int result = sd_bus_open_user(&bus);
    if (result < 0) {
        log_debug("no media controls: no session bus: %s", strerror(-result));
        return NULL;
    }
    struct mpris *mpris = mem_alloc(1, sizeof *mpris);
    mpris->bus = bus;
    result = offer(mpris);
    if (result < 0)
        lose(mpris, "nothing can be offered", result);
    return mpris;
}

void mpris_close(struct mpris *mpris)
{
    if (!mpris)
        return;
    if (mpris->bus)
        sd_bus_close_unref(mpris->bus);
    mem_free(mpris);
}

static void keep(struct mpris *mpris, const struct mpris_state *state)
{
    snprintf(mpris->title, sizeof mpris->title, "%s", state->track ? state->title : "");
    snprintf(mpris->routine, sizeof mpris->routine, "%s", state->track ? state->routine : "");
    mpris->state = *state;
    mpris->state.title = mpris->title;
    mpris->state.routine = mpris->routine;
}

static bool is_other_track(const struct mpris_state *a, const struct mpris_state *b)
{
    if (a->track != b->track)
        return true;
    return a->track && (strcmp(a->title, b->title) != 0 || strcmp(a->routine, b->routine) != 0 ||
                        a->length_s != b->length_s);
}

static void tell(struct mpris *mpris, bool status, bool track, bool volume)
{
    char *changed[4];
    int count = 0;
    if (status)
        changed[count++] = "PlaybackStatus";
    if (track)
        changed[count++] = "Metadata";
    if (volume)
        changed[count++] = "Volume";
    changed[count] = NULL;
    if (count > 0)
        sd_bus_emit_properties_changed_strv(mpris->bus, MPRIS_PATH, MPRIS_PLAYER, changed);
}

void mpris_update(struct mpris *mpris, const struct mpris_state *state)
{
    if (!mpris || !mpris->bus)
        return;
    struct mpris_state before = mpris->state;
    bool first = !mpris->told;
    bool track = first || is_other_track(&before, state);
    bool status = first || before.status != state->status;
    bool volume = first || before.volume != state->volume;
    keep(mpris, state);
    mpris->told = true;
    tell(mpris, status, track, volume);
    if (!track && fabs(state->position_s - before.position_s) > JUMP_S)
        sd_bus_emit_signal(mpris->bus, MPRIS_PATH, MPRIS_PLAYER, "Seeked", "x",
                           (int64_t)llround(state->position_s * 1e6));
}

static void listen(struct mpris *mpris)
{
    for (int i = 0; i < MESSAGES_A_FRAME; i++) {
        int result = sd_bus_process(mpris->bus, NULL);
        if (result < 0)
            lose(mpris, "the bus is gone", result);
        if (result <= 0)
            return;
    }
}

struct mpris_request mpris_next(struct mpris *mpris)
{
    if (mpris && mpris->bus && mpris->request_count == 0)
        listen(mpris);
    if (!mpris || mpris->request_count == 0)
        return (struct mpris_request){.wish = MPRIS_NOTHING};
    struct mpris_request request = mpris->request[0];
    mpris->request_count--;
    memmove(mpris->request, mpris->request + 1,
            (size_t)mpris->request_count * sizeof *mpris->request);
    return request;
}

#endif
