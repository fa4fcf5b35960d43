/// The composer: lays parts over the scene and draws again only what has changed. The same picture
/// gives the same bytes whatever was drawn before (but while it fades over from another one).
#pragma once

#include "picture/scene.h"
#include "picture/type.h"
#include "screens/painter.h"

#include <stdint.h>

enum { COMPOSER_PARTS_MAX = 64 };

/// Something that lies over the scene.
struct part {
    struct rect box;      ///< nothing is drawn outside it
    uint64_t fingerprint; ///< of what it shows; FINGERPRINT_NONE: not to be seen
    bool message;         ///< drawn over the fade of the last rest, so that it can be read
    bool plain;           ///< may be drawn in pieces: has no edges that are smoothed
    int id;               ///< for whoever draws it
};

struct picture {
    /// The scene; NULL: black.
    const struct moment *moment;
    /// Another view of the same moment, faded in over it; NULL: none.
    const struct view *second;
    float second_share; ///< 0..1
    enum figure_kind figure;
    bool mirrored;
    float light; ///< 0..1 of the scene and of parts that are no messages
    /// Another number than before: what is shown now fades over from what was.
    unsigned number;
    float before_share; ///< 1..0 of what was shown before the number changed
    int part_count;
    struct part part[COMPOSER_PARTS_MAX];
    void (*draw)(const struct painter *painter, const struct part *part, void *user);
    void *user;
};

struct composer;

/// `type` must outlive it; NULL if there are no fonts: then everything but the words is drawn.
struct composer *composer_create(struct type *type, const struct practice_layout *layout);
void composer_destroy(struct composer *composer); ///< NULL is fine

/// Draw what differs from the last call into `canvas` and mark it changed there. `threshold_px`:
/// see scene_prepare. Call with the same canvas every time; the first call draws everything.
void composer_draw(struct composer *composer, struct canvas *canvas, const struct picture *picture,
                   const struct theme *theme, float threshold_px);

/// The eye misses nothing if the next call comes so many seconds after the last.
double composer_wait_s(const struct composer *composer);

/// Draw everything at the next call: the canvas' pixels were lost.
void composer_forget(struct composer *composer);

struct typesetter *composer_typesetter(struct composer *composer);

/// Add a part to a picture. Parts that are not to be seen are left out.
void picture_add(struct picture *picture, struct part part);
