#include "coach/speech.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

static const double START_S = 0.48, LETTER_S = 0.076, PAUSE_S = 0.40;

static bool is_pause(char character)
{
    return strchr(",;:.!?", character) != NULL;
}

double speech_estimate_s(const char *text)
{
    double seconds = START_S;
    for (; *text; text++) {
        // Bytes of letters beyond ASCII count too: a little more time, never less.
        if (isalnum((unsigned char)*text) || (unsigned char)*text >= 0x80)
            seconds += LETTER_S;
        else if (is_pause(*text) && text[1])
            seconds += PAUSE_S;
    }
    return seconds;
}

double speech_seconds(const struct speech *speech, const char *text)
{
    double known_s = speech->seconds ? speech->seconds(speech->user, text) : 0.0;
    return fmax(known_s, speech_estimate_s(text));
}
