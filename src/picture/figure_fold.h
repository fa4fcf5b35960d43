/// Folds of cloth: tapered lines that lie on the skin and grow with what strains it.
///
/// As long as nothing strains a fold it has no width; then it grows, in length too, so that
/// nothing appears at once.
#pragma once

#include "picture/camera.h"
#include "picture/figure_skin.h"
#include "picture/raster.h"

struct folds {
    const struct skin *skin;
    int first_vertex;                 ///< of those that folds have among the figure's
    int count;                        ///< folds of both sides
    int vertex_count, triangle_count; ///< at most
};

/// The folds of a skin's person. `first_vertex`: the number that their first vertex gets.
struct folds folds_of_skin(const struct skin *skin, int first_vertex);

/// Lay the folds on the skin as it is posed. `vertex`: the figure's, room for `first_vertex` +
/// `vertex_count`; `triangle`: room for `triangle_count`. Returns how many triangles were written.
int folds_lay(const struct folds *folds, const struct camera *camera, struct raster_vertex *vertex,
              struct raster_triangle *triangle);
