/// A small, soft room for a dry voice: eight delays that feed each other through a Hadamard matrix
/// (J.-M. Jot, feedback delay networks), each a little duller at every turn.
#pragma once

/// How long the room is heard after the last sample.
enum { ROOM_TAIL_FRAMES = 48000 * 4 / 10 };

/// Write `frame_count + ROOM_TAIL_FRAMES` frames of left and right: the voice in the middle and
/// the room, `wet` (0..1) as loud, on both sides. 48,000 frames a second.
void room_place(const float *mono, int frame_count, float wet, float *stereo);
