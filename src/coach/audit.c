#include "coach/audit_memory.h"

#include "base/mem.h"
#include "body/balance.h"
#include "body/clearance.h"
#include "body/range.h"
#include "body/volume.h"

#include <assert.h>
#include <math.h>
#include <string.h>

const struct audit_limit audit_limits[AUDIT_COUNT] = {
    [AUDIT_BONES] = {"bones", "mm", 0.1f, "a skeleton's lengths are given"},
    [AUDIT_RANGE] = {"range", "deg", 0.5f, "passive ranges of body/range.c; half a degree is free"},
    [AUDIT_FLOOR] = {"floor", "mm", 2.0f, "cloth and skin give so much"},
    [AUDIT_WALL] = {"wall", "mm", 2.0f, "as the floor"},
    [AUDIT_PINS] = {"pins", "mm", 1.0f, "less than a pixel at 1080p"},
    [AUDIT_SLIP] = {"slip", "mm/s", 1.0f, "less than a pixel in five seconds"},
    [AUDIT_DRAG] = {"drag", "mm/s", 150.0f, "a sole may slide slowly, not scrape"},
    [AUDIT_THROUGH] = {"through", "mm", 0.0f, "cores of body/clearance.c"},
    [AUDIT_BALANCE] = {"balance", "mm", 0.0f, "statics"},
    [AUDIT_SPEED] = {"speed", "m/s", 1.5f, "a tired person is slow"},
    [AUDIT_ACCELERATION] = {"accel", "m/s2", 8.0f, "and soft"},
    [AUDIT_JUMP] = {"jump", "m/s2", 1.0f, "minimum jerk, 60 A/T^3: 0.04 a tick for 1 m in 2.4 s"},
    [AUDIT_SMOOTHNESS] = {"-SPARC", "", 1.6f, "minimum jerk 1.40, smoothstep 1.58, trapezoid 1.85"},
};

void audit_note(struct audit *audit, enum audit_id id, float value, double t_s, const char *part,
                const char *other)
{
    struct audit_worst *worst = &audit->worst[id];
    if (value > worst->value)
        *worst = (struct audit_worst){value, t_s, part, other};
}

static const struct bone_ends {
    enum joint upper, lower;
} bones[] = {
    {JOINT_PELVIS, JOINT_L5},
    {JOINT_L5, JOINT_L2},
    {JOINT_L2, JOINT_T10},
    {JOINT_T10, JOINT_T5},
    {JOINT_T5, JOINT_C7},
    {JOINT_C7, JOINT_AO},
    {JOINT_AO, JOINT_HEAD},
    {JOINT_PELVIS, JOINT_HIP_R},
    {JOINT_HIP_R, JOINT_KNEE_R},
    {JOINT_KNEE_R, JOINT_ANKLE_R},
    {JOINT_ANKLE_R, JOINT_HEEL_R},
    {JOINT_ANKLE_R, JOINT_TOE_R},
    {JOINT_SHOULDER_R, JOINT_ELBOW_R},
    {JOINT_ELBOW_R, JOINT_WRIST_R},
    {JOINT_WRIST_R, JOINT_PALM_R},
    {JOINT_PELVIS, JOINT_HIP_L},
    {JOINT_HIP_L, JOINT_KNEE_L},
    {JOINT_KNEE_L, JOINT_ANKLE_L},
    {JOINT_ANKLE_L, JOINT_HEEL_L},
    {JOINT_ANKLE_L, JOINT_TOE_L},
    {JOINT_SHOULDER_L, JOINT_ELBOW_L},
    {JOINT_ELBOW_L, JOINT_WRIST_L},
    {JOINT_WRIST_L, JOINT_PALM_L},
};

enum { BONES = sizeof bones / sizeof *bones };
static_assert(BONES <= (int)JOINT_COUNT, "the memory has room for every bone");

static void look_at_bones(struct audit *audit, const struct audit_tick *tick)
{
    for (int i = 0; i < BONES; i++) {
        const vec3s *joint = tick->figure->body.joint;
        float length_m = glms_vec3_distance(joint[bones[i].upper], joint[bones[i].lower]);
        float *first_m = &audit->memory->bone_m[i];
        if (*first_m == 0.0f)
            *first_m = length_m;
        audit_note(audit, AUDIT_BONES, 1000.0f * fabsf(length_m - *first_m), tick->t_s,
                   joint_name(bones[i].upper), joint_name(bones[i].lower));
    }
}

static void look_at_ranges(struct audit *audit, const struct audit_tick *tick)
{
    static const char *const side_name[SIDE_COUNT] = {"right", "left"};
    float angle_deg[RANGE_COUNT][SIDE_COUNT];
    range_measure(&tick->figure->stance, angle_deg);
    for (int r = 0; r < RANGE_COUNT; r++) {
        const struct range *range = &range_table[r];
        for (int side = 0; side < (range->per_side ? SIDE_COUNT : 1); side++) {
            float deg = angle_deg[r][side];
            if (!isnan(deg))
                audit_note(audit, AUDIT_RANGE,
                           fmaxf(range->passive_deg[0] - deg, deg - range->passive_deg[1]),
                           tick->t_s, range->name, range->per_side ? side_name[side] : NULL);
        }
    }
}

/// The lowest point of a volume, world.
static vec3s lowest_point(const struct volume *volume)
{
    vec3s up = {{volume->axes.col[0].y, volume->axes.col[1].y, volume->axes.col[2].y}};
    vec3s reach = glms_vec3_mul(up, volume->radius_m);
    vec3s local = glms_vec3_scale(glms_vec3_mul(reach, volume->radius_m),
                                  -1.0f / fmaxf(glms_vec3_norm(reach), 1e-9f));
    return glms_vec3_add(volume->centre_m, glms_mat3_mulv(volume->axes, local));
}

/// How far the flesh that touched the floor a tick ago has been carried over it.
static float slide_m(const struct volume *before, const struct volume *now)
{
    vec3s touched = lowest_point(before);
    vec3s local =
        glms_mat3_mulv(glms_mat3_transpose(before->axes), glms_vec3_sub(touched, before->centre_m));
    vec3s here = glms_vec3_add(now->centre_m, glms_mat3_mulv(now->axes, local));
    return hypotf(here.x - touched.x, here.z - touched.z);
}

static bool is_hand_or_leg(int id)
{
    int right = id < VOLUME_SHOULDER_L ? id : id - VOLUME_SHOULDER_L + VOLUME_SHOULDER_R;
    return right >= VOLUME_KNEE_R && right != VOLUME_ELBOW_R;
}

static void look_at_slide(struct audit *audit, const struct audit_tick *tick, enum volume_id id,
                          const struct volume *now)
{
    const float touching_m = 0.002f;
    struct volume before = volume_of(&audit->memory->body, id);
    if (volume_lowest_m(&before) > touching_m || volume_lowest_m(now) > touching_m)
        return;
    float speed_mm_s = 1000.0f * TICKS_PER_S * slide_m(&before, now);
    if (tick->holding)
        audit_note(audit, AUDIT_SLIP, speed_mm_s, tick->t_s, volume_name(id), NULL);
    else if (is_hand_or_leg(id))
        audit_note(audit, AUDIT_DRAG, speed_mm_s, tick->t_s, volume_name(id), NULL);
}

static void look_at_volumes(struct audit *audit, const struct audit_tick *tick)
{
    for (int id = 0; id < VOLUME_COUNT; id++) {
        struct volume volume = volume_of(&tick->figure->body, (enum volume_id)id);
        const char *name = volume_name((enum volume_id)id);
        audit_note(audit, AUDIT_FLOOR, -1000.0f * volume_lowest_m(&volume), tick->t_s, name, NULL);
        if (tick->wall_m > 0.0f) {
            vec3s across = {{volume.axes.col[0].x, volume.axes.col[1].x, volume.axes.col[2].x}};
            float farthest_m =
                volume.centre_m.x + glms_vec3_norm(glms_vec3_mul(across, volume.radius_m));
            audit_note(audit, AUDIT_WALL, 1000.0f * (farthest_m - tick->wall_m), tick->t_s, name,
                       NULL);
        }
        if (audit->memory->ticks >= 1)
            look_at_slide(audit, tick, (enum volume_id)id, &volume);
    }
}

static void look_at_contacts(struct audit *audit, const struct audit_tick *tick)
{
    const float floor_joint_m = 0.10f;
    for (int c = 0; c < CONTACT_COUNT; c++) {
        const struct contact *now = &tick->figure->contact[c];
        const struct contact *before = &audit->memory->contact[c];
        const char *name = contact_name((enum contact_id)c);
        if (!now->on || !now->pinned)
            continue;
        audit_note(audit, AUDIT_PINS, 1000.0f * now->error_m, tick->t_s, name, NULL);
        // A grip moves with the leg it holds: only what stands on the floor must not slide.
        bool held = audit->memory->ticks >= 1 && before->on && before->pinned;
        if (held && now->at.y < floor_joint_m)
            audit_note(audit, AUDIT_SLIP,
                       1000.0f * TICKS_PER_S *
                           hypotf(now->at.x - before->at.x, now->at.z - before->at.z),
                       tick->t_s, name, NULL);
    }
}

static void look_at_clearance(struct audit *audit, const struct audit_tick *tick)
{
    struct clearance clearance = clearance_of(&tick->figure->body);
    audit_note(audit, AUDIT_THROUGH, 1000.0f * clearance.depth_m, tick->t_s, clearance.part,
               clearance.other);
    if (tick->holding)
        audit_note(audit, AUDIT_BALANCE, -1000.0f * balance_margin_m(&tick->figure->body),
                   tick->t_s, "mass centre", NULL);
}

void audit_tick(struct audit *audit, const struct audit_tick *tick)
{
    if (!audit->memory)
        audit->memory = mem_alloc(1, sizeof *audit->memory);
    struct audit_memory *memory = audit->memory;
    look_at_bones(audit, tick);
    look_at_ranges(audit, tick);
    look_at_volumes(audit, tick);
    look_at_contacts(audit, tick);
    look_at_clearance(audit, tick);
    audit_motion(audit, tick);
    memory->body = tick->figure->body;
    memcpy(memory->contact, tick->figure->contact, sizeof memory->contact);
    memory->ticks++;
}

void audit_cut(struct audit *audit)
{
    if (!audit->memory)
        return;
    audit_strokes_end(audit);
    audit->memory->ticks = 0;
}

void audit_finish(struct audit *audit)
{
    if (!audit->memory)
        return;
    audit_strokes_end(audit);
    for (int i = 0; i < AUDIT_STROKES; i++)
        mem_free(audit->memory->stroke[i].speed_m_s);
    mem_free(audit->memory);
    audit->memory = NULL;
}

bool audit_merge(struct audit *audit, const struct audit *more)
{
    bool worse = false;
    for (int id = 0; id < AUDIT_COUNT; id++) {
        if (more->worst[id].value <= audit->worst[id].value)
            continue;
        audit->worst[id] = more->worst[id];
        worse = true;
    }
    return worse;
}

bool audit_exceeds(const struct audit *audit, enum audit_id id)
{
    return audit->worst[id].value > audit_limits[id].most;
}
