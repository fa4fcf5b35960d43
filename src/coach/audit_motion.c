/// The part of an audit that looks at how joints move, not where they are.
#include "base/mem.h"
#include "coach/audit_memory.h"
#include "coach/smoothness.h"

#include <math.h>

/// A stroke begins and ends where the joint goes slower than this ...
static const float RESTING_M_S = 0.010f;
/// ... and counts if it goes at least so far.
static const float STROKE_M = 0.10f;

static const enum joint stroke_joints[AUDIT_STROKES] = {JOINT_PELVIS, JOINT_WRIST_R, JOINT_WRIST_L};

static void end_stroke(struct audit *audit, int which)
{
    struct audit_stroke *stroke = &audit->memory->stroke[which];
    if (stroke->path_m >= STROKE_M)
        audit_note(audit, AUDIT_SMOOTHNESS,
                   -smoothness_sparc(stroke->speed_m_s, stroke->count, TICKS_PER_S),
                   stroke->start_s, joint_name(stroke_joints[which]), NULL);
    stroke->count = 0;
    stroke->path_m = 0.0f;
}

static void add_speed(struct audit_stroke *stroke, float speed_m_s, double t_s)
{
    if (stroke->count == stroke->room) {
        stroke->room = stroke->room ? 2 * stroke->room : 256;
        stroke->speed_m_s =
            mem_realloc(stroke->speed_m_s, (size_t)stroke->room, sizeof *stroke->speed_m_s);
    }
    if (stroke->count == 0)
        stroke->start_s = t_s;
    stroke->speed_m_s[stroke->count++] = speed_m_s;
    stroke->path_m += speed_m_s / TICKS_PER_S;
}

static void follow_strokes(struct audit *audit, double t_s)
{
    for (int i = 0; i < AUDIT_STROKES; i++) {
        float speed_m_s = glms_vec3_norm(audit->memory->velocity[stroke_joints[i]]);
        if (speed_m_s >= RESTING_M_S)
            add_speed(&audit->memory->stroke[i], speed_m_s, t_s);
        else
            end_stroke(audit, i);
    }
}

void audit_strokes_end(struct audit *audit)
{
    for (int i = 0; i < AUDIT_STROKES; i++)
        end_stroke(audit, i);
}

void audit_motion(struct audit *audit, const struct audit_tick *tick)
{
    struct audit_memory *memory = audit->memory;
    for (int j = 0; j < JOINT_COUNT && memory->ticks >= 1; j++) {
        const char *name = joint_name((enum joint)j);
        vec3s way = glms_vec3_sub(tick->figure->body.joint[j], memory->body.joint[j]);
        vec3s velocity = glms_vec3_scale(way, TICKS_PER_S);
        audit_note(audit, AUDIT_SPEED, glms_vec3_norm(velocity), tick->t_s, name, NULL);
        if (memory->ticks >= 2) {
            vec3s acceleration =
                glms_vec3_scale(glms_vec3_sub(velocity, memory->velocity[j]), TICKS_PER_S);
            audit_note(audit, AUDIT_ACCELERATION, glms_vec3_norm(acceleration), tick->t_s, name,
                       NULL);
            if (memory->ticks >= 3)
                audit_note(audit, AUDIT_JUMP,
                           glms_vec3_distance(acceleration, memory->acceleration[j]), tick->t_s,
                           name, NULL);
            memory->acceleration[j] = acceleration;
        }
        memory->velocity[j] = velocity;
    }
    if (memory->ticks >= 1)
        follow_strokes(audit, tick->t_s);
}
