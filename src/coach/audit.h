/// An audit: everything that a moving body must not do, watched tick by tick, the worst of each
/// kept. For tests and for `repose measure`.
#pragma once

#include "body/motion.h"
#include "coach/content.h"

enum audit_id {
    AUDIT_BONES,        ///< a bone changes its length
    AUDIT_RANGE,        ///< a joint is outside its passive human range (body/range.h)
    AUDIT_FLOOR,        ///< a contact volume is under the floor
    AUDIT_WALL,         ///< ... or in the wall
    AUDIT_PINS,         ///< a hand, foot or knee is not where it is pinned
    AUDIT_SLIP,         ///< a contact that holds slides over the floor
    AUDIT_DRAG,         ///< in a move, a hand, knee or foot is dragged over the floor
    AUDIT_THROUGH,      ///< a limb passes through something (body/clearance.h)
    AUDIT_BALANCE,      ///< in a hold, the centre of mass is outside what carries it
    AUDIT_SPEED,        ///< of any joint
    AUDIT_ACCELERATION, ///< of any joint
    AUDIT_JUMP,         ///< the acceleration changes from one tick to the next
    AUDIT_SMOOTHNESS,   ///< of a stroke of a hand or the pelvis: SPARC, sign turned
    AUDIT_COUNT
};

struct audit_limit {
    const char *name, *unit;
    float most;
    const char *source;
};

extern const struct audit_limit audit_limits[AUDIT_COUNT];

/// The worst seen so far.
struct audit_worst {
    float value;      ///< in the limit's unit; 0 = nothing
    double t_s;       ///< when
    const char *part; ///< which joint, range, volume; NULL if nothing
    const char *other;
};

/// One instant. Ticks follow each other TICKS_PER_S a second.
struct audit_tick {
    const struct motion_sample *figure;
    double t_s;
    float wall_m; ///< 0 = none in sight
    bool holding;
};

struct audit {
    struct audit_worst worst[AUDIT_COUNT];
    struct audit_memory *memory;
};

/// A zeroed audit is ready for its first tick.
void audit_tick(struct audit *audit, const struct audit_tick *tick);

/// What came before does not join what follows: speeds begin anew.
void audit_cut(struct audit *audit);

/// Judge the strokes that are still open and give the memory back; `worst` stays.
void audit_finish(struct audit *audit);

/// Take over every figure of `more` that is worse. True if any was.
bool audit_merge(struct audit *audit, const struct audit *more);

bool audit_exceeds(const struct audit *audit, enum audit_id id);
