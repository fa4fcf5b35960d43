#include "window/desk.h"

#include "base/log.h"
#include "commands/commands.h"

#include <SDL.h>
#include <X11/Xlib.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define SAID    BINARY_DIR "/window-said.txt"
#define PRINTED BINARY_DIR "/window-printed.txt"
#define SCREEN  BINARY_DIR "/window-screen.rgb"

enum { WORDS_MAX = 16, LINE_BYTES = 512, PATIENCE_S = 30 };

static pid_t server;
static long read_so_far; ///< bytes of SAID that were waited for
static char last_focus[LINE_BYTES], last_screen[LINE_BYTES];

void sleep_s(double seconds)
{
    struct timespec time = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    nanosleep(&time, NULL);
}

int desk_open(void **state)
{
    (void)state;
    int ends[2];
    char number[16] = "", display[24], fd[16];
    if (pipe(ends) != 0)
        return -1;
    server = fork();
    if (server == 0) {
        snprintf(fd, sizeof fd, "%d", ends[1]);
        int nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, STDERR_FILENO);
        execlp("Xvfb", "Xvfb", "-displayfd", fd, "-screen", "0", "1280x720x24", "-noreset",
               "-nolisten", "tcp", (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    ssize_t length = read(ends[0], number, sizeof number - 1);
    close(ends[0]);
    if (length <= 0)
        return -1;
    number[strcspn(number, "\n")] = '\0';
    snprintf(display, sizeof display, ":%s", number);
    setenv("DISPLAY", display, 1);
    unsetenv("WAYLAND_DISPLAY");
    setenv("SDL_VIDEODRIVER", "x11", 1);
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    setenv("REPOSE_DEBUG", "1", 1);
    return 0;
}

int desk_close(void **state)
{
    (void)state;
    // Where nothing was opened there is nothing to close: 0 would be everybody in our group.
    if (server <= 0)
        return 0;
    kill(server, SIGTERM);
    waitpid(server, NULL, 0);
    server = 0;
    return 0;
}

static void redirect(int fd, const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0666);
    dup2(file, fd);
    close(file);
}

/// The words of a line as arguments, the program's name and a command (may be NULL) before them.
static int split(char *line, const char *command, char **arguments)
{
    int count = 0;
    arguments[count++] = (char *)REPOSE_PROGRAM;
    if (command)
        arguments[count++] = (char *)command;
    for (char *word = strtok(line, " "); word && count < WORDS_MAX; word = strtok(NULL, " "))
        arguments[count++] = word;
    arguments[count] = NULL;
    return count;
}

static Window find_window(void)
{
    FILE *answer = popen("xdotool search --name '^Repose$'", "r");
    unsigned long id = 0;
    assert_non_null(answer);
    assert_int_equal(fscanf(answer, "%lu", &id), 1);
    pclose(answer);
    return id;
}

void close_window(void)
{
    Display *display = XOpenDisplay(NULL);
    assert_non_null(display);
    XEvent event = {.xclient = {.type = ClientMessage, .window = find_window(), .format = 32}};
    event.xclient.message_type = XInternAtom(display, "WM_PROTOCOLS", False);
    event.xclient.data.l[0] = (long)XInternAtom(display, "WM_DELETE_WINDOW", False);
    XSendEvent(display, event.xclient.window, False, NoEventMask, &event);
    XCloseDisplay(display);
}

/// Takes the focus: without a window manager nobody else gives it.
static void settle_down(void)
{
    wait_for_words("first picture");
    assert_int_equal(system("xdotool search --sync --name '^Repose$' windowfocus --sync"), 0);
    sleep_s(0.2);
}

static struct running start(const char *words, const char *command)
{
    char line[256], *arguments[WORDS_MAX + 1];
    snprintf(line, sizeof line, "%s", words);
    split(line, command, arguments);
    unlink(SAID);
    read_so_far = 0;
    last_focus[0] = last_screen[0] = '\0';
    struct running running = {.id = fork(), .pad = -1};
    if (running.id == 0) {
        redirect(STDERR_FILENO, SAID);
        redirect(STDOUT_FILENO, PRINTED);
        execv(arguments[0], arguments);
        _exit(127);
    }
    settle_down();
    return running;
}

struct running play_start(const char *words)
{
    return start(words, "play");
}

static void forget_settings(void)
{
    char path[512];
    setenv("XDG_CONFIG_HOME", BINARY_DIR "/window-config", 1);
    snprintf(path, sizeof path, "%s/repose/settings.yaml", getenv("XDG_CONFIG_HOME"));
    unlink(path);
}

struct running repose_start(const char *words)
{
    forget_settings();
    return start(words, NULL);
}

/// A pad as SDL's own tests make one; SDL cannot tell it from one of plastic.
struct virtual_pad {
    int commands; ///< lines to read
    int device;
    SDL_Joystick *joystick;
};

static void plug(struct virtual_pad *pad, const char *make)
{
    static const struct {
        const char *make;
        Uint16 vendor, product;
    } makes[] = {
        {"xbox", 0x045e, 0x02ea}, {"playstation", 0x054c, 0x09cc}, {"nintendo", 0x057e, 0x2009}};
    SDL_VirtualJoystickDesc description = {
        .version = SDL_VIRTUAL_JOYSTICK_DESC_VERSION,
        .type = SDL_JOYSTICK_TYPE_GAMECONTROLLER,
        .naxes = SDL_CONTROLLER_AXIS_MAX,
        .nbuttons = SDL_CONTROLLER_BUTTON_MAX,
        .name = "Virtual gamepad",
    };
    for (int i = 0; i < 3; i++)
        if (strcmp(makes[i].make, make) == 0) {
            description.vendor_id = makes[i].vendor;
            description.product_id = makes[i].product;
        }
    pad->device = SDL_JoystickAttachVirtualEx(&description);
    pad->joystick = SDL_JoystickOpen(pad->device);
    SDL_JoystickSetVirtualAxis(pad->joystick, SDL_CONTROLLER_AXIS_TRIGGERLEFT, -32768);
    SDL_JoystickSetVirtualAxis(pad->joystick, SDL_CONTROLLER_AXIS_TRIGGERRIGHT, -32768);
}

static void unplug(struct virtual_pad *pad)
{
    SDL_JoystickClose(pad->joystick);
    SDL_JoystickDetachVirtual(pad->device);
}

static void set_button(struct virtual_pad *pad, const char *name, Uint8 down)
{
    SDL_GameControllerButton button = SDL_GameControllerGetButtonFromString(name);
    SDL_JoystickSetVirtualButton(pad->joystick, button, down);
}

static void do_with_pad(struct virtual_pad *pad, const char *verb, const char *what)
{
    if (strcmp(verb, "plug") == 0)
        plug(pad, what);
    else if (strcmp(verb, "unplug") == 0)
        unplug(pad);
    else if (strcmp(verb, "let") == 0)
        set_button(pad, what, 0);
    else
        set_button(pad, what, 1);
    if (strcmp(verb, "press") == 0) {
        sleep_s(0.15);
        set_button(pad, what, 0);
    }
}

static void *hold_pad(void *user)
{
    struct virtual_pad *pad = user;
    char line[64];
    FILE *commands = fdopen(pad->commands, "r");
    while (fgets(line, sizeof line, commands)) {
        char verb[16] = "", what[32] = "";
        sscanf(line, "%15s %31s", verb, what);
        do_with_pad(pad, verb, what);
    }
    fclose(commands);
    return NULL;
}

static struct running start_with_pad(const char *words, const char *command)
{
    int ends[2];
    char line[256], *arguments[WORDS_MAX + 1];
    snprintf(line, sizeof line, "%s", words);
    int count = split(line, command, arguments);
    unlink(SAID);
    read_so_far = 0;
    last_focus[0] = last_screen[0] = '\0';
    assert_int_equal(pipe(ends), 0);
    struct running running = {.id = fork(), .pad = ends[1]};
    if (running.id == 0) {
        redirect(STDERR_FILENO, SAID);
        redirect(STDOUT_FILENO, PRINTED);
        close(ends[1]);
        struct virtual_pad pad = {.commands = ends[0]};
        pthread_t thread;
        pthread_create(&thread, NULL, hold_pad, &pad);
        log_set_level(LOG_DEBUG);
        int code = command ? command_play(count - 2, arguments + 2)
                           : command_open(count - 1, arguments + 1);
        fflush(NULL);
        _exit(code);
    }
    close(ends[0]);
    settle_down();
    return running;
}

struct running play_start_with_pad(const char *words)
{
    return start_with_pad(words, "play");
}

struct running repose_start_with_pad(const char *words)
{
    forget_settings();
    return start_with_pad(words, NULL);
}

void pad_do(struct running *running, const char *command)
{
    dprintf(running->pad, "%s\n", command);
    sleep_s(0.4);
}

void pad_press(struct running *running, const char *button)
{
    dprintf(running->pad, "hold %s\n", button);
    wait_for_words("\" at tick");
    dprintf(running->pad, "let %s\n", button);
    wait_for_words("\"release\"");
}

void pad_plug(struct running *running, const char *make)
{
    dprintf(running->pad, "plug %s\n", make);
    wait_for_words("gamepad \"");
}

/// Keep what follows `sign` in the line.
static void note(char noted[LINE_BYTES], const char *line, const char *sign)
{
    const char *found = strstr(line, sign);
    if (!found)
        return;
    snprintf(noted, LINE_BYTES, "%s", found + strlen(sign));
    noted[strcspn(noted, "\n")] = '\0';
}

const char *focus_said(void)
{
    return last_focus;
}

const char *screen_said(void)
{
    return last_screen;
}

const char *wait_for_words(const char *text)
{
    static char line[LINE_BYTES];
    for (int tries = 0; tries < PATIENCE_S * 50; tries++) {
        FILE *file = fopen(SAID, "r");
        if (file) {
            fseek(file, read_so_far, SEEK_SET);
            while (fgets(line, sizeof line, file)) {
                note(last_focus, line, "focus on ");
                note(last_screen, line, ": screen ");
                if (strchr(line, '\n') && strstr(line, text)) {
                    read_so_far = ftell(file);
                    fclose(file);
                    return line;
                }
            }
            fclose(file);
        }
        sleep_s(0.02);
    }
    fail_msg("the program did not say \"%s\" (see %s)", text, SAID);
    return NULL;
}

void press_key(const char *name)
{
    char command[128];
    snprintf(command, sizeof command, "xdotool key %s", name);
    assert_int_equal(system(command), 0);
}

void hold_key_until(const char *name, const char *text)
{
    char command[64];
    snprintf(command, sizeof command, "xdotool keydown %s", name);
    assert_int_equal(system(command), 0);
    wait_for_words(text);
    snprintf(command, sizeof command, "xdotool keyup %s", name);
    assert_int_equal(system(command), 0);
}

void click_at(int x, int y)
{
    char command[192];
    snprintf(command, sizeof command,
             "xdotool search --name '^Repose$' mousemove --window %%1 %d %d sleep 0.1 click 1", x,
             y);
    assert_int_equal(system(command), 0);
    sleep_s(0.1);
}

int play_end(struct running *running)
{
    int status = 0;
    if (running->pad >= 0)
        close(running->pad);
    for (int tries = 0; tries < PATIENCE_S * 50; tries++) {
        if (waitpid(running->id, &status, WNOHANG) == running->id)
            return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        sleep_s(0.02);
    }
    kill(running->id, SIGKILL);
    waitpid(running->id, &status, 0);
    return -1;
}

const char *printed(void)
{
    static char text[4096];
    FILE *file = fopen(PRINTED, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

enum { SCREEN_BYTES = DESK_WIDTH * DESK_HEIGHT * 3 };

uint8_t *grab_screen(void)
{
    char command[512];
    snprintf(command, sizeof command,
             "ffmpeg -v error -y -f x11grab -draw_mouse 0 -video_size %dx%d -i %s -frames:v 1 "
             "-f rawvideo -pix_fmt rgb24 '" SCREEN "'",
             DESK_WIDTH, DESK_HEIGHT, getenv("DISPLAY"));
    assert_int_equal(system(command), 0);
    uint8_t *screen = malloc(SCREEN_BYTES);
    FILE *file = fopen(SCREEN, "rb");
    assert_non_null(file);
    assert_int_equal(fread(screen, 1, SCREEN_BYTES, file), SCREEN_BYTES);
    fclose(file);
    return screen;
}

double mean_brightness(const uint8_t *screen)
{
    double sum = 0.0;
    for (int i = 0; i < SCREEN_BYTES; i++)
        sum += screen[i];
    return sum / SCREEN_BYTES;
}

long differing_pixels(const uint8_t *a, const uint8_t *b)
{
    long count = 0;
    for (int i = 0; i < SCREEN_BYTES; i += 3)
        count += memcmp(a + i, b + i, 3) != 0;
    return count;
}
