#ifdef REPOSE_SD_BUS

#include "platform/mpris_bus.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

void mpris_ask(struct mpris *mpris, struct mpris_request request)
{
    if (mpris->request_count < MPRIS_REQUESTS_MAX)
        mpris->request[mpris->request_count++] = request;
}

/// Every method without arguments: its name says what is wished.
static int take_wish(sd_bus_message *call, void *user, sd_bus_error *error)
{
    static const struct {
        const char *method;
        enum mpris_wish wish;
    } wishes[] = {
        {"Play", MPRIS_PLAY}, {"Pause", MPRIS_PAUSE},   {"PlayPause", MPRIS_PLAY_PAUSE},
        {"Stop", MPRIS_STOP}, {"Next", MPRIS_NEXT},     {"Previous", MPRIS_PREVIOUS},
        {"Quit", MPRIS_QUIT}, {"Raise", MPRIS_NOTHING},
    };
    (void)error;
    const char *method = sd_bus_message_get_member(call);
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++)
        if (strcmp(method, wishes[i].method) == 0 && wishes[i].wish != MPRIS_NOTHING)
            mpris_ask(user, (struct mpris_request){.wish = wishes[i].wish});
    return sd_bus_reply_method_return(call, NULL);
}

static void track_path(const struct mpris_state *state, char path[64])
{
    if (state->track > 0)
        snprintf(path, 64, "/repose/step/%d", state->track);
    else
        snprintf(path, 64, "/org/mpris/MediaPlayer2/TrackList/NoTrack");
}

static int take_seek(sd_bus_message *call, void *user, sd_bus_error *error)
{
    int64_t by_us;
    (void)error;
    int result = sd_bus_message_read(call, "x", &by_us);
    if (result < 0)
        return result;
    mpris_ask(user, (struct mpris_request){.wish = MPRIS_SEEK, .seconds = (double)by_us * 1e-6});
    return sd_bus_reply_method_return(call, NULL);
}

/// A place outside the pose, or in one that is over by now, is to be ignored (MPRIS).
static int take_position(sd_bus_message *call, void *user, sd_bus_error *error)
{
    const struct mpris *mpris = user;
    const char *track;
    char path[64];
    int64_t at_us;
    (void)error;
    int result = sd_bus_message_read(call, "ox", &track, &at_us);
    if (result < 0)
        return result;
    double at_s = (double)at_us * 1e-6;
    track_path(&mpris->state, path);
    if (strcmp(track, path) == 0 && at_s >= 0.0 && at_s <= mpris->state.length_s)
        mpris_ask(user, (struct mpris_request){.wish = MPRIS_POSITION, .seconds = at_s});
    return sd_bus_reply_method_return(call, NULL);
}

static int refuse_uri(sd_bus_message *call, void *user, sd_bus_error *error)
{
    (void)call;
    (void)user;
    return sd_bus_error_set(error, SD_BUS_ERROR_NOT_SUPPORTED, "Repose plays no other media");
}

#define GETTER(name)                                                                               \
    static int name(sd_bus *bus, const char *path, const char *interface, const char *property,    \
                    sd_bus_message *reply, void *user, sd_bus_error *error)
#define UNUSED_IN_GETTER() (void)bus, (void)path, (void)interface, (void)error

GETTER(get_flag)
{
    // All that Repose can do, by the names of MPRIS' properties.
    static const char *const able[] = {"CanQuit",  "CanGoNext", "CanGoPrevious", "CanPlay",
                                       "CanPause", "CanSeek",   "CanControl"};
    UNUSED_IN_GETTER();
    (void)user;
    int can = 0;
    for (size_t i = 0; i < sizeof able / sizeof *able; i++)
        can = can || strcmp(property, able[i]) == 0;
    return sd_bus_message_append(reply, "b", can);
}

GETTER(get_name)
{
    UNUSED_IN_GETTER();
    (void)user;
    return sd_bus_message_append(reply, "s",
                                 strcmp(property, "Identity") == 0 ? "Repose" : "repose");
}

GETTER(get_no_texts)
{
    UNUSED_IN_GETTER();
    (void)user;
    (void)property;
    return sd_bus_message_append(reply, "as", 0);
}

GETTER(get_status)
{
    static const char *const names[] = {
        [MPRIS_STOPPED] = "Stopped", [MPRIS_PAUSED] = "Paused", [MPRIS_PLAYING] = "Playing"};
    UNUSED_IN_GETTER();
    (void)property;
    const struct mpris *mpris = user;
    return sd_bus_message_append(reply, "s", names[mpris->state.status]);
}

GETTER(get_rate)
{
    UNUSED_IN_GETTER();
    (void)user;
    (void)property;
    return sd_bus_message_append(reply, "d", 1.0);
}

GETTER(get_volume)
{
    UNUSED_IN_GETTER();
    (void)property;
    const struct mpris *mpris = user;
    return sd_bus_message_append(reply, "d", (double)mpris->state.volume);
}

static int64_t microseconds(double seconds)
{
    return (int64_t)llround(seconds * 1e6);
}

GETTER(get_position)
{
    UNUSED_IN_GETTER();
    (void)property;
    const struct mpris *mpris = user;
    return sd_bus_message_append(reply, "x", microseconds(mpris->state.position_s));
}

static int append_track(sd_bus_message *reply, const struct mpris_state *state)
{
    char id[64];
    track_path(state, id);
    return sd_bus_message_append(reply, "a{sv}", 6, "mpris:trackid", "o", id, "mpris:length", "x",
                                 microseconds(state->length_s), "xesam:title", "s", state->title,
                                 "xesam:album", "s", state->routine, "xesam:artist", "as", 1,
                                 "Repose", "xesam:trackNumber", "i", state->track);
}

GETTER(get_metadata)
{
    UNUSED_IN_GETTER();
    (void)property;
    const struct mpris *mpris = user;
    if (mpris->state.track > 0)
        return append_track(reply, &mpris->state);
    char none[64];
    track_path(&mpris->state, none);
    return sd_bus_message_append(reply, "a{sv}", 1, "mpris:trackid", "o", none);
}

static int set_volume(sd_bus *bus, const char *path, const char *interface, const char *property,
                      sd_bus_message *value, void *user, sd_bus_error *error)
{
    UNUSED_IN_GETTER();
    (void)property;
    double volume;
    int result = sd_bus_message_read(value, "d", &volume);
    if (result < 0)
        return result;
    if (!isfinite(volume))
        return sd_bus_error_set(error, SD_BUS_ERROR_INVALID_ARGS, "Volume is no number");
    mpris_ask(user, (struct mpris_request){.wish = MPRIS_VOLUME,
                                           .volume = (float)fmin(fmax(volume, 0.0), 1.0)});
    return 0;
}

/// There is one pace. MPRIS asks for a pause where the rate is set to 0.
static int set_rate(sd_bus *bus, const char *path, const char *interface, const char *property,
                    sd_bus_message *value, void *user, sd_bus_error *error)
{
    UNUSED_IN_GETTER();
    (void)property;
    double rate;
    int result = sd_bus_message_read(value, "d", &rate);
    if (result >= 0 && rate == 0.0)
        mpris_ask(user, (struct mpris_request){.wish = MPRIS_PAUSE});
    return result < 0 ? result : 0;
}

#define CONSTANT(name, type, getter)                                                               \
    SD_BUS_PROPERTY(name, type, getter, 0, SD_BUS_VTABLE_PROPERTY_CONST)
#define CHANGING(name, type, getter)                                                               \
    SD_BUS_PROPERTY(name, type, getter, 0, SD_BUS_VTABLE_PROPERTY_EMITS_CHANGE)
#define WISH(name) SD_BUS_METHOD(name, "", "", take_wish, SD_BUS_VTABLE_UNPRIVILEGED)

const sd_bus_vtable mpris_root_table[] = {
    SD_BUS_VTABLE_START(0),
    WISH("Raise"),
    WISH("Quit"),
    CONSTANT("CanQuit", "b", get_flag),
    CONSTANT("CanRaise", "b", get_flag),
    CONSTANT("HasTrackList", "b", get_flag),
    CONSTANT("Identity", "s", get_name),
    CONSTANT("DesktopEntry", "s", get_name),
    CONSTANT("SupportedUriSchemes", "as", get_no_texts),
    CONSTANT("SupportedMimeTypes", "as", get_no_texts),
    SD_BUS_VTABLE_END,
};

const sd_bus_vtable mpris_player_table[] = {
    SD_BUS_VTABLE_START(0),
    WISH("Play"),
    WISH("Pause"),
    WISH("PlayPause"),
    WISH("Stop"),
    WISH("Next"),
    WISH("Previous"),
    SD_BUS_METHOD("Seek", "x", "", take_seek, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("SetPosition", "ox", "", take_position, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD("OpenUri", "s", "", refuse_uri, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_SIGNAL("Seeked", "x", 0),
    CHANGING("PlaybackStatus", "s", get_status),
    CHANGING("Metadata", "a{sv}", get_metadata),
    SD_BUS_WRITABLE_PROPERTY("Volume", "d", get_volume, set_volume, 0,
                             SD_BUS_VTABLE_PROPERTY_EMITS_CHANGE | SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_WRITABLE_PROPERTY("Rate", "d", get_rate, set_rate, 0, SD_BUS_VTABLE_UNPRIVILEGED),
    CONSTANT("MinimumRate", "d", get_rate),
    CONSTANT("MaximumRate", "d", get_rate),
    SD_BUS_PROPERTY("Position", "x", get_position, 0, 0),
    CONSTANT("CanGoNext", "b", get_flag),
    CONSTANT("CanGoPrevious", "b", get_flag),
    CONSTANT("CanPlay", "b", get_flag),
    CONSTANT("CanPause", "b", get_flag),
    CONSTANT("CanSeek", "b", get_flag),
    CONSTANT("CanControl", "b", get_flag),
    SD_BUS_VTABLE_END,
};

#endif
