#include "include/CChafa.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// libchafa's application binary interface, as its headers chafa-canvas.h, chafa-canvas-config.h, chafa-symbol-map.h and
// chafa-term-db.h (1.12) declare it, with opaque pointers for its types. The headers themselves cannot be used: they
// include GLib's, which Debian's libchafa-dev does not bring along.
enum { canvasTrueColor = 0, canvasIndexed256 = 1, canvasIndexed16 = 3 };
enum { pixelSymbols = 0, pixelSixels = 1 };
enum { sourceRGB8 = 8 };
enum { tagSpace = 1 << 0, tagQuad = 1 << 7, tagHHalf = 1 << 8, tagVHalf = 1 << 9 };

typedef struct {
    char *str;
    size_t len;
    size_t allocated;
} GlibString;

typedef struct {
    void *(*config_new)(void);
    void (*config_unref)(void *config);
    void (*set_geometry)(void *config, int columns, int rows);
    void (*set_cell_geometry)(void *config, int width, int height);
    void (*set_canvas_mode)(void *config, int mode);
    void (*set_pixel_mode)(void *config, int mode);
    void (*set_symbol_map)(void *config, const void *symbols);
    void *(*symbol_map_new)(void);
    void (*symbol_map_unref)(void *symbols);
    void (*add_by_tags)(void *symbols, int tags);
    void *(*canvas_new)(const void *config);
    void (*canvas_unref)(void *canvas);
    void (*draw_all_pixels)(void *canvas, int type, const uint8_t *pixels, int width, int height, int stride);
    GlibString *(*print)(void *canvas, void *terminal);
    void *(*term_db)(void);
    void *(*fallback_info)(void *database);
    void (*term_info_unref)(void *terminal);
    char *(*string_free)(GlibString *string, int alsoText);
} Chafa;

static int load(Chafa *chafa) {
    void *library = dlopen("libchafa.so.0", RTLD_NOW | RTLD_GLOBAL);
    if (library == NULL) return 0;
    const struct {
        void **slot;
        const char *name;
    } wanted[] = {
        {(void **)&chafa->config_new, "chafa_canvas_config_new"},
        {(void **)&chafa->config_unref, "chafa_canvas_config_unref"},
        {(void **)&chafa->set_geometry, "chafa_canvas_config_set_geometry"},
        {(void **)&chafa->set_cell_geometry, "chafa_canvas_config_set_cell_geometry"},
        {(void **)&chafa->set_canvas_mode, "chafa_canvas_config_set_canvas_mode"},
        {(void **)&chafa->set_pixel_mode, "chafa_canvas_config_set_pixel_mode"},
        {(void **)&chafa->set_symbol_map, "chafa_canvas_config_set_symbol_map"},
        {(void **)&chafa->symbol_map_new, "chafa_symbol_map_new"},
        {(void **)&chafa->symbol_map_unref, "chafa_symbol_map_unref"},
        {(void **)&chafa->add_by_tags, "chafa_symbol_map_add_by_tags"},
        {(void **)&chafa->canvas_new, "chafa_canvas_new"},
        {(void **)&chafa->canvas_unref, "chafa_canvas_unref"},
        {(void **)&chafa->draw_all_pixels, "chafa_canvas_draw_all_pixels"},
        {(void **)&chafa->print, "chafa_canvas_print"},
        {(void **)&chafa->term_db, "chafa_term_db_get_default"},
        {(void **)&chafa->fallback_info, "chafa_term_db_get_fallback_info"},
        {(void **)&chafa->term_info_unref, "chafa_term_info_unref"},
        {(void **)&chafa->string_free, "g_string_free"},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; ++i) {
        *wanted[i].slot = dlsym(library, wanted[i].name);
        if (*wanted[i].slot == NULL) return 0;
    }
    return 1;
}

static int colours(ChafaShimMode mode) {
    switch (mode) {
        case ChafaShimBlocks256: return canvasIndexed256;
        case ChafaShimBlocks16: return canvasIndexed16;
        default: return canvasTrueColor;
    }
}

char *chafa_shim_draw(
    const uint8_t *pixels, int width, int height, int columns, int rows, int cellWidth, int cellHeight,
    ChafaShimMode mode, size_t *count) {
    *count = 0;
    Chafa chafa;
    if (width <= 0 || height <= 0 || columns <= 0 || rows <= 0 || !load(&chafa)) return NULL;
    void *config = chafa.config_new();
    void *symbols = chafa.symbol_map_new();
    void *terminal = chafa.fallback_info(chafa.term_db());
    chafa.add_by_tags(symbols, tagSpace | tagQuad | tagHHalf | tagVHalf);
    chafa.set_geometry(config, columns, rows);
    chafa.set_cell_geometry(config, cellWidth, cellHeight);
    chafa.set_canvas_mode(config, colours(mode));
    chafa.set_pixel_mode(config, mode == ChafaShimSixel ? pixelSixels : pixelSymbols);
    chafa.set_symbol_map(config, symbols);
    void *canvas = chafa.canvas_new(config);
    chafa.draw_all_pixels(canvas, sourceRGB8, pixels, width, height, width * 3);
    GlibString *drawn = chafa.print(canvas, terminal);
    char *text = NULL;
    if (drawn != NULL) {
        text = malloc(drawn->len + 1);
        if (text != NULL) {
            memcpy(text, drawn->str, drawn->len + 1);
            *count = drawn->len;
        }
        chafa.string_free(drawn, 1);
    }
    chafa.canvas_unref(canvas);
    chafa.symbol_map_unref(symbols);
    chafa.config_unref(config);
    chafa.term_info_unref(terminal);
    return text;
}

void chafa_shim_free(char *text) { free(text); }
