#include "platform/window.h"

#include "base/log.h"
#include "base/mem.h"
#include "platform/display.h"

#include <SDL.h>
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct window {
    SDL_Window *sdl;
    SDL_Renderer *renderer; ///< NULL: shown through the window's surface
    SDL_Texture *texture;
    int texture_width, texture_height;
    int display; ///< as the user numbers them; 0: none is preferred
    bool waits;
    bool spoilt;
    bool awake;
    bool shrunk; ///< a window only because it left full screen
    char way_name[96];
};

enum { FRAMES_PER_S_MAX = 60 };

/// glGetString's GL_RENDERER; the rest of OpenGL's headers is not needed.
enum { GL_RENDERER_NAME = 0x1f01 };

static bool is_x11(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    return driver && strcmp(driver, "x11") == 0;
}

static bool is_without_display_server(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    return driver && (strcmp(driver, "dummy") == 0 || strcmp(driver, "offscreen") == 0);
}

/// A GPU that can draw has a render node. Asking OpenGL instead would load a software renderer of
/// 90 MB on machines without one.
static bool has_render_node(void)
{
    DIR *folder = opendir("/dev/dri");
    if (!folder)
        return false;
    bool found = false;
    for (struct dirent *entry; (entry = readdir(folder));)
        found = found || strncmp(entry->d_name, "renderD", 7) == 0;
    closedir(folder);
    return found;
}

static enum window_way best_way(void)
{
    if (is_without_display_server() || (is_x11() && !has_render_node()))
        return WINDOW_WAY_SURFACE;
    return WINDOW_WAY_TEXTURE;
}

static SDL_Window *open_window(const struct window_options *options)
{
    bool fullscreen = options->width <= 0 || options->height <= 0;
    // It may become a window later that somebody wants to size.
    Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI | SDL_WINDOW_RESIZABLE |
                   (fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
    // Without a window manager nobody resizes a fullscreen window: it must be born in full size.
    int display = display_of_number(options->display),
        centre = SDL_WINDOWPOS_CENTERED_DISPLAY(display);
    SDL_Rect screen = {0, 0, options->width, options->height};
    if (fullscreen && SDL_GetDisplayBounds(display, &screen) != 0)
        screen = (SDL_Rect){0, 0, 1280, 720};
    return SDL_CreateWindow("Repose", centre, centre, screen.w, screen.h, flags);
}

/// SDL calls the software OpenGL of Mesa "opengl" as well; only its own words tell.
static bool draws_in_software(const SDL_RendererInfo *info)
{
    if (info->flags & SDL_RENDERER_SOFTWARE)
        return true;
    if (strncmp(info->name, "opengl", 6) != 0)
        return false;
    typedef const char *(*get_string)(unsigned);
    get_string ask = (get_string)SDL_GL_GetProcAddress("glGetString");
    const char *name = ask ? ask(GL_RENDERER_NAME) : NULL;
    return name && (strstr(name, "llvmpipe") || strstr(name, "softpipe") || strstr(name, "SWR"));
}

static bool begin_texture(struct window *window, bool hardware_only)
{
    window->renderer = SDL_CreateRenderer(window->sdl, -1, SDL_RENDERER_PRESENTVSYNC);
    SDL_RendererInfo info;
    if (!window->renderer || SDL_GetRendererInfo(window->renderer, &info) != 0)
        return false;
    if (hardware_only && draws_in_software(&info)) {
        SDL_DestroyRenderer(window->renderer);
        window->renderer = NULL;
        return false;
    }
    // The software renderer takes the flag but never waits (412 frames a second were measured).
    window->waits =
        (info.flags & SDL_RENDERER_PRESENTVSYNC) && !(info.flags & SDL_RENDERER_SOFTWARE);
    snprintf(window->way_name, sizeof window->way_name, "texture (%s)", info.name);
    SDL_SetRenderDrawColor(window->renderer, 0, 0, 0, 255);
    SDL_RenderClear(window->renderer);
    SDL_RenderPresent(window->renderer);
    return true;
}

static bool begin_surface(struct window *window)
{
    SDL_Surface *surface = SDL_GetWindowSurface(window->sdl);
    if (!surface)
        return false;
    SDL_FillRect(surface, NULL, SDL_MapRGB(surface->format, 0, 0, 0));
    SDL_UpdateWindowSurface(window->sdl);
    snprintf(window->way_name, sizeof window->way_name, "surface");
    return true;
}

/// A window that OpenGL has touched shows no surface any more: open another one.
static bool reopen(struct window *window, const struct window_options *options)
{
    SDL_DestroyWindow(window->sdl);
    window->sdl = open_window(options);
    return window->sdl != NULL;
}

static bool begin_showing(struct window *window, const struct window_options *options,
                          struct err *err)
{
    enum window_way way = options->way == WINDOW_WAY_BEST ? best_way() : options->way;
    bool surface_is_cheaper = options->way == WINDOW_WAY_BEST && is_x11();
    if (way == WINDOW_WAY_TEXTURE && begin_texture(window, surface_is_cheaper))
        return true;
    if (way == WINDOW_WAY_TEXTURE && !reopen(window, options))
        return err_set(err, "no window can be opened: %s", SDL_GetError());
    // Wayland has no surface of its own: there the software renderer is the last resort.
    if (begin_surface(window) || begin_texture(window, false))
        return true;
    return err_set(err, "nothing can be shown in the window: %s", SDL_GetError());
}

/// Left alone, SDL would fall back to its "offscreen" driver and play for nobody; and looking for
/// Wayland where no session can be makes its library complain.
static void choose_driver(void)
{
    if (!getenv("SDL_VIDEODRIVER"))
        SDL_SetHint(SDL_HINT_VIDEODRIVER,
                    getenv("XDG_RUNTIME_DIR") ? "x11,wayland,KMSDRM" : "x11,KMSDRM");
}

static bool no_display(struct err *err)
{
    const char *display = getenv("WAYLAND_DISPLAY") ? getenv("WAYLAND_DISPLAY") : getenv("DISPLAY");
    log_debug("SDL says: %s", SDL_GetError());
    if (display && *display)
        return err_set(err, "the display %s cannot be reached", display);
    return err_set(err, "there is no display");
}

static bool begin_video(struct err *err)
{
    choose_driver();
    // Must be set before the first surface: otherwise SDL pushes surfaces through OpenGL.
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "0");
    return SDL_InitSubSystem(SDL_INIT_VIDEO) == 0 || no_display(err);
}

struct window *window_create(const struct window_options *options, struct err *err)
{
    if (!begin_video(err))
        return NULL;
    struct window *window = mem_alloc(1, sizeof *window);
    window->spoilt = true;
    window->display = options->display;
    window->sdl = open_window(options);
    if (!window->sdl) {
        err_set(err, "no window can be opened: %s", SDL_GetError());
        window_destroy(window);
        return NULL;
    }
    if (!begin_showing(window, options, err)) {
        window_destroy(window);
        return NULL;
    }
    return window;
}

void window_destroy(struct window *window)
{
    if (!window)
        return;
    window_keep_awake(window, false);
    if (window->texture)
        SDL_DestroyTexture(window->texture);
    if (window->renderer)
        SDL_DestroyRenderer(window->renderer);
    if (window->sdl)
        SDL_DestroyWindow(window->sdl);
    mem_free(window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

void window_size(const struct window *window, int *width_px, int *height_px)
{
    // A minimised window may have no size; a canvas must have one.
    SDL_GetWindowSizeInPixels(window->sdl, width_px, height_px);
    *width_px = SDL_max(*width_px, 1);
    *height_px = SDL_max(*height_px, 1);
}

void window_point(const struct window *window, int *x, int *y)
{
    int width, height, width_px, height_px;
    SDL_GetWindowSize(window->sdl, &width, &height);
    window_size(window, &width_px, &height_px);
    *x = *x * width_px / SDL_max(width, 1);
    *y = *y * height_px / SDL_max(height, 1);
}

void window_spoil(struct window *window)
{
    window->spoilt = true;
}

static SDL_Rect sdl_rect(struct rect rect)
{
    return (SDL_Rect){rect.x, rect.y, rect.width, rect.height};
}

struct canvas_memory window_memory(struct window *window)
{
    struct canvas_memory none = {0};
    SDL_Surface *surface = window->renderer ? NULL : SDL_GetWindowSurface(window->sdl);
    if (!surface || SDL_MUSTLOCK(surface) || surface->format->format != SDL_PIXELFORMAT_XRGB8888)
        return none;
    // SDL makes another one where it likes, perhaps at the same place.
    bool is_new = surface->userdata != window;
    surface->userdata = window;
    return (struct canvas_memory){.pixel = surface->pixels,
                                  .width = surface->w,
                                  .height = surface->h,
                                  .stride = surface->pitch,
                                  .is_new = is_new};
}

static bool copy_to_surface(struct canvas *canvas, SDL_Surface *surface, SDL_Rect *boxes)
{
    SDL_Surface *picture =
        SDL_CreateRGBSurfaceWithFormatFrom(canvas_pixels(canvas), canvas->width, canvas->height, 32,
                                           canvas_stride(canvas), SDL_PIXELFORMAT_XRGB8888);
    if (!picture)
        return false;
    for (int i = 0; i < canvas->changed_count; i++) {
        // SDL_BlitSurface clips its target box in place.
        SDL_Rect target = boxes[i];
        SDL_BlitSurface(picture, &boxes[i], surface, &target);
        boxes[i] = target;
    }
    SDL_FreeSurface(picture);
    return true;
}

static bool show_on_surface(struct window *window, struct canvas *canvas, struct err *err)
{
    SDL_Surface *surface = SDL_GetWindowSurface(window->sdl);
    SDL_Rect boxes[CANVAS_CHANGED_MAX];
    for (int i = 0; i < canvas->changed_count; i++)
        boxes[i] = sdl_rect(canvas->changed[i]);
    bool is_there = surface && surface->pixels == canvas_pixels(canvas);
    if (!surface || (!is_there && !copy_to_surface(canvas, surface, boxes)))
        return err_set(err, "the window's surface is gone: %s", SDL_GetError());
    // A surface that was resized a moment ago is no error: the next frame has the new size.
    SDL_UpdateWindowSurfaceRects(window->sdl, boxes, canvas->changed_count);
    return true;
}

static bool fit_texture(struct window *window, const struct canvas *canvas)
{
    if (window->texture && window->texture_width == canvas->width &&
        window->texture_height == canvas->height)
        return true;
    if (window->texture)
        SDL_DestroyTexture(window->texture);
    window->texture = SDL_CreateTexture(window->renderer, SDL_PIXELFORMAT_ARGB8888,
                                        SDL_TEXTUREACCESS_STREAMING, canvas->width, canvas->height);
    if (!window->texture)
        return false;
    SDL_SetTextureBlendMode(window->texture, SDL_BLENDMODE_NONE);
    window->texture_width = canvas->width;
    window->texture_height = canvas->height;
    return true;
}

static bool show_as_texture(struct window *window, struct canvas *canvas, struct err *err)
{
    if (!fit_texture(window, canvas))
        return err_set(err, "the graphics memory does not hold a %dx%d picture: %s", canvas->width,
                       canvas->height, SDL_GetError());
    const char *pixels = (const char *)canvas_pixels(canvas);
    int stride = canvas_stride(canvas);
    for (int i = 0; i < canvas->changed_count; i++) {
        SDL_Rect box = sdl_rect(canvas->changed[i]);
        SDL_UpdateTexture(window->texture, &box, pixels + box.y * stride + box.x * 4, stride);
    }
    SDL_RenderClear(window->renderer);
    SDL_RenderCopy(window->renderer, window->texture, NULL, NULL);
    SDL_RenderPresent(window->renderer);
    return true;
}

bool window_show(struct window *window, struct canvas *canvas, struct err *err)
{
    if (window->spoilt)
        canvas_mark(canvas, (struct rect){0, 0, canvas->width, canvas->height});
    window->spoilt = false;
    if (canvas->changed_count == 0)
        return true;
    bool shown = window->renderer ? show_as_texture(window, canvas, err)
                                  : show_on_surface(window, canvas, err);
    canvas_clear_changed(canvas);
    return shown;
}

bool window_poll(struct window *window, SDL_Event *event)
{
    (void)window;
    return SDL_PollEvent(event) != 0;
}

/// A fullscreen window must leave fullscreen to get to another display.
static void move_to_display(struct window *window, int display)
{
    int centre = SDL_WINDOWPOS_CENTERED_DISPLAY(display);
    if (SDL_GetWindowDisplayIndex(window->sdl) == display)
        return;
    SDL_SetWindowFullscreen(window->sdl, 0);
    SDL_SetWindowPosition(window->sdl, centre, centre);
    SDL_SetWindowFullscreen(window->sdl, SDL_WINDOW_FULLSCREEN_DESKTOP);
    window_spoil(window);
}

static bool is_fullscreen(const struct window *window)
{
    return SDL_GetWindowFlags(window->sdl) & SDL_WINDOW_FULLSCREEN_DESKTOP;
}

void window_use_display(struct window *window, int number)
{
    if (window->display == number)
        return;
    window->display = number;
    if (number > 0 && is_fullscreen(window))
        move_to_display(window, display_of_number(number));
}

/// A display was plugged in or out. The desktop moves windows away from one that is gone; only the
/// user's own choice is looked after here, when it comes back.
static void handle_displays(struct window *window)
{
    window_spoil(window);
    if (window->display > 0 && is_fullscreen(window))
        move_to_display(window, display_of_number(window->display));
}

void window_handle(struct window *window, const SDL_Event *event)
{
    switch (event->type) {
    case SDL_WINDOWEVENT:
        if (event->window.event == SDL_WINDOWEVENT_EXPOSED ||
            event->window.event == SDL_WINDOWEVENT_SHOWN ||
            event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED ||
            event->window.event == SDL_WINDOWEVENT_RESTORED)
            window_spoil(window);
        break;
    case SDL_DISPLAYEVENT:
        handle_displays(window);
        break;
    case SDL_RENDER_TARGETS_RESET:
        window_spoil(window);
        break;
    case SDL_RENDER_DEVICE_RESET:
        // Everything on the GPU is gone; the texture is made again when it is needed.
        if (window->texture)
            SDL_DestroyTexture(window->texture);
        window->texture = NULL;
        window_spoil(window);
        break;
    default:
        break;
    }
}

static int display_hz(const struct window *window)
{
    SDL_DisplayMode mode;
    int display = SDL_GetWindowDisplayIndex(window->sdl);
    if (display < 0 || SDL_GetCurrentDisplayMode(display, &mode) != 0 || mode.refresh_rate <= 0)
        return FRAMES_PER_S_MAX;
    return mode.refresh_rate;
}

double window_frames_per_s(const struct window *window)
{
    // A display at 144 shows every third picture: an even pace looks smoother than a faster one.
    // Some displays say 60 and mean 60.3, so a little more than 60 is taken as it is.
    int hz = display_hz(window), divisor = (int)ceil(hz / (FRAMES_PER_S_MAX * 1.05));
    return (double)hz / (divisor > 1 ? divisor : 1);
}

double window_lead_s(const struct window *window)
{
    return 0.5 / display_hz(window);
}

bool window_waits(const struct window *window)
{
    return window->waits;
}

/// What began in full screen was never a window: one of the screen's size would have its edges out
/// of reach.
static void find_window_size(struct window *window)
{
    SDL_Rect usable;
    int width, height, display = SDL_GetWindowDisplayIndex(window->sdl);
    SDL_GetWindowSize(window->sdl, &width, &height);
    if (display < 0 || SDL_GetDisplayUsableBounds(display, &usable) != 0 ||
        (width < usable.w && height < usable.h))
        return;
    window->shrunk = true;
    SDL_SetWindowSize(window->sdl, usable.w * 2 / 3, usable.h * 2 / 3);
    int centre = SDL_WINDOWPOS_CENTERED_DISPLAY(display);
    SDL_SetWindowPosition(window->sdl, centre, centre);
}

/// Without a window manager nobody else would give it its size back.
static void give_size_back(struct window *window)
{
    SDL_Rect bounds;
    int display = SDL_GetWindowDisplayIndex(window->sdl);
    if (!window->shrunk || display < 0 || SDL_GetDisplayBounds(display, &bounds) != 0)
        return;
    SDL_SetWindowPosition(window->sdl, bounds.x, bounds.y);
    SDL_SetWindowSize(window->sdl, bounds.w, bounds.h);
}

void window_toggle_fullscreen(struct window *window)
{
    bool leaves = is_fullscreen(window);
    if (!leaves)
        give_size_back(window);
    if (SDL_SetWindowFullscreen(window->sdl, leaves ? 0 : SDL_WINDOW_FULLSCREEN_DESKTOP) != 0)
        log_warning("the window cannot change between fullscreen and window: %s", SDL_GetError());
    else if (leaves)
        find_window_size(window);
    window_spoil(window);
}

void window_show_pointer(struct window *window, bool shown)
{
    (void)window;
    SDL_ShowCursor(shown ? SDL_ENABLE : SDL_DISABLE);
}

void window_keep_awake(struct window *window, bool awake)
{
    if (window->awake == awake)
        return;
    window->awake = awake;
    if (awake)
        SDL_DisableScreenSaver();
    else
        SDL_EnableScreenSaver();
}

const char *window_way_name(const struct window *window)
{
    return window->way_name;
}
