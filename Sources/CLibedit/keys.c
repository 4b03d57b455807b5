// What the keys do beyond libedit's own repertoire: several lines per statement, Tab, Ctrl-C, Ctrl-Z and pasting.

#define _GNU_SOURCE
#include "internal.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned char Result;

static const wchar_t *line_start(const LineInfoW *info, const wchar_t *at) {
    while (at > info->buffer && at[-1] != L'\n') at--;
    return at;
}

static const wchar_t *line_end(const LineInfoW *info, const wchar_t *at) {
    while (at < info->lastchar && *at != L'\n') at++;
    return at;
}

static Result move_to(EditLine *line, const LineInfoW *info, const wchar_t *at) {
    el_cursor(line, (int)(at - info->cursor));
    return CC_REFRESH;
}

static void move_to_end(EditLine *line) {
    const LineInfoW *info = el_wline(line);
    el_cursor(line, (int)(info->lastchar - info->cursor));
}

static Result enter(EditLine *line, wint_t key) {
    (void)key;
    DescentEditor *editor = descent_editor_of(line);
    const LineInfoW *info = el_wline(line);
    char *text = descent_utf8(info->buffer, (size_t)(info->lastchar - info->buffer));
    bool complete = !text || editor->hooks.is_complete(editor->hooks.context, text);
    // What came faster than a person types has its own indentation.
    bool is_typed = descent_waiting() == 0;
    char *indentation = complete || !is_typed ? NULL : editor->hooks.indentation(editor->hooks.context, text);
    free(text);
    if (complete) {
        editor->queued = KEY_ACCEPT;
        return CC_NORM;
    }
    // Two spaces, so that the new line stands under the text after the prompt.
    int failed = el_winsertstr(line, L"\n  ");
    wchar_t *wide = indentation ? descent_wide(indentation) : NULL;
    if (wide && *wide && !failed) failed = el_winsertstr(line, wide);
    free(wide);
    free(indentation);
    return failed ? CC_ERROR : CC_REFRESH;
}

// The first column of a line's text: every line but the first stands two columns to the right, under the prompt's text.
static const wchar_t *margin(const LineInfoW *info) {
    const wchar_t *start = line_start(info, info->cursor);
    return start == info->buffer ? start : start + 2;
}

// Takes `count` blanks away where the line begins; the cursor stays at its character.
static void dedent(EditLine *line, int count) {
    const LineInfoW *info = el_wline(line);
    int back = (int)(info->cursor - margin(info)) - count;
    el_cursor(line, -back);
    el_wdeletestr(line, count);
    el_cursor(line, back);
}

// How many blanks lead from the level of indentation before to `at`; 0 when there is something else before it.
static int blanks_of_level(const LineInfoW *info, const wchar_t *at) {
    const wchar_t *start = margin(info);
    for (const wchar_t *p = start; p < at; p++)
        if (*p != L' ') return 0;
    return at > start ? (int)((at - start - 1) % 4) + 1 : 0;
}

// A clause such as `else:` moves under its header as soon as its colon is typed.
static Result colon(EditLine *line, wint_t key) {
    (void)key;
    if (el_winsertstr(line, L":")) return CC_ERROR;
    if (descent_waiting() > 0) return CC_REFRESH;
    DescentEditor *editor = descent_editor_of(line);
    const LineInfoW *info = el_wline(line);
    char *text = descent_utf8(info->buffer, (size_t)(info->cursor - info->buffer));
    int surplus = text ? editor->hooks.surplus(editor->hooks.context, text) : 0;
    free(text);
    if (surplus > 0) dedent(line, surplus);
    return CC_REFRESH;
}

// Backspace takes a level of indentation away where only blanks stand before the cursor, and a character elsewhere.
static Result backspace(EditLine *line, wint_t key) {
    (void)key;
    const LineInfoW *info = el_wline(line);
    if (info->cursor == info->buffer) return CC_ERROR;
    int blanks = blanks_of_level(info, info->cursor);
    // At the margin of a further line: its line end goes, with the two columns that stood for the prompt.
    int joins = info->cursor == margin(info) && info->cursor - 3 >= info->buffer && info->cursor[-3] == L'\n' ? 3 : 0;
    el_wdeletestr(line, blanks ? blanks : joins ? joins : 1);
    return CC_REFRESH;
}

// Shift-Tab: the line goes back one level, wherever the cursor stands in it.
static Result outdent(EditLine *line, wint_t key) {
    (void)key;
    const LineInfoW *info = el_wline(line);
    const wchar_t *text = margin(info);
    while (text < info->lastchar && *text == L' ') text++;
    int blanks = blanks_of_level(info, text);
    if (blanks == 0) return CC_ERROR;
    // A cursor within the blanks goes to their end first, so that what is taken away stands before it.
    if (info->cursor < text) el_cursor(line, (int)(text - info->cursor));
    dedent(line, blanks);
    return CC_REFRESH;
}

// To the line above while there is one, then into the history.
static Result up(EditLine *line, wint_t key) {
    (void)key;
    const LineInfoW *info = el_wline(line);
    const wchar_t *here = line_start(info, info->cursor);
    if (here == info->buffer) {
        DescentEditor *editor = descent_editor_of(line);
        editor->history_depth++;
        editor->queued = KEY_HISTORY_UP;
        return CC_NORM;
    }
    const wchar_t *above = line_start(info, here - 1);
    ptrdiff_t column = info->cursor - here, length = here - 1 - above;
    return move_to(line, info, above + (column < length ? column : length));
}

// To the line below while there is one, then forward in the history. libedit would replace the line being typed by an
// older one when there is nothing to go forward to.
static Result down(EditLine *line, wint_t key) {
    (void)key;
    const LineInfoW *info = el_wline(line);
    const wchar_t *end = line_end(info, info->cursor);
    if (end == info->lastchar) {
        DescentEditor *editor = descent_editor_of(line);
        if (editor->history_depth == 0) return CC_ERROR;
        editor->history_depth--;
        editor->queued = KEY_HISTORY_DOWN;
        return CC_NORM;
    }
    const wchar_t *below = end + 1;
    ptrdiff_t column = info->cursor - line_start(info, info->cursor), length = line_end(info, below) - below;
    return move_to(line, info, below + (column < length ? column : length));
}

static Result start_of_line(EditLine *line, wint_t key) {
    (void)key;
    const LineInfoW *info = el_wline(line);
    return move_to(line, info, line_start(info, info->cursor));
}

static Result end_of_line(EditLine *line, wint_t key) {
    (void)key;
    const LineInfoW *info = el_wline(line);
    return move_to(line, info, line_end(info, info->cursor));
}

static Result preset(EditLine *line, wint_t key) {
    (void)key;
    DescentEditor *editor = descent_editor_of(line);
    if (editor->preset) el_winsertstr(line, editor->preset);
    return CC_REFRESH;
}

static Result interrupt(EditLine *line, wint_t key) {
    (void)key;
    move_to_end(line);
    descent_editor_of(line)->queued = KEY_INTERRUPTED;
    return CC_REFRESH;
}

static Result interrupted(EditLine *line, wint_t key) {
    (void)key;
    descent_editor_of(line)->interrupted = true;
    fputs("^C\r\n", stdout);
    fflush(stdout);
    return CC_EOF;
}

static Result suspend(EditLine *line, wint_t key) {
    (void)key;
    el_wset(line, EL_PREP_TERM, 0);
    fputs("\033[?2004l\r\n", stdout);
    fflush(stdout);
    // The whole group, as the terminal itself would do it: a shell watches our parent, not us.
    kill(0, SIGTSTP);
    el_wset(line, EL_PREP_TERM, 1);
    fputs("\033[?2004h", stdout);
    el_wset(line, EL_REFRESH);
    return CC_NORM;
}

static Result paste(EditLine *line, wint_t key) {
    (void)key;
    wchar_t *text = descent_read_paste(line);
    // Two spaces, as Enter makes them, so that what is typed behind a paste stands in line with it.
    wchar_t *aligned = text ? descent_aligned(text) : NULL;
    free(text);
    if (!aligned) return CC_ERROR;
    int failed = *aligned ? el_winsertstr(line, aligned) : 0;
    free(aligned);
    return failed ? CC_ERROR : CC_REFRESH;
}

static Result complete(EditLine *line, wint_t key) {
    (void)key;
    DescentEditor *editor = descent_editor_of(line);
    const LineInfoW *info = el_wline(line);
    char *text = descent_utf8(info->buffer, (size_t)(info->lastchar - info->buffer));
    char *before = descent_utf8(info->buffer, (size_t)(info->cursor - info->buffer));
    DescentCompletion answer = {0, NULL, NULL};
    if (text && before) editor->hooks.complete(editor->hooks.context, text, strlen(before), &answer);
    free(text);
    free(before);

    Result result = CC_ERROR;
    if (answer.insertion) {
        wchar_t *wide = descent_wide(answer.insertion);
        if (answer.erase > 0) el_wdeletestr(line, answer.erase);
        if (wide && *wide) el_winsertstr(line, wide);
        free(wide);
        result = CC_REFRESH;
    }
    if (answer.listing) {
        free(editor->listing);
        editor->listing = answer.listing;
        info = el_wline(line);
        editor->cursor = (int)(info->cursor - info->buffer);
        move_to_end(line);
        editor->queued = KEY_LIST;
        result = CC_REFRESH;
    }
    free(answer.insertion);
    return result;
}

// Leaves where nothing was typed: the line is empty, or holds the prepared text as it came. Elsewhere Ctrl-D takes the
// character under the cursor away, and lists what could follow at the end of the line.
static Result leave(EditLine *line, wint_t key) {
    DescentEditor *editor = descent_editor_of(line);
    const LineInfoW *info = el_wline(line);
    size_t length = (size_t)(info->lastchar - info->buffer);
    bool untouched = editor->preset && length == wcslen(editor->preset)
        && wmemcmp(info->buffer, editor->preset, length) == 0;
    if (length == 0 || untouched) return CC_EOF;
    if (info->cursor == info->lastchar) return complete(line, key);
    el_cursor(line, 1);
    el_wdeletestr(line, 1);
    return CC_REFRESH;
}

static Result list(EditLine *line, wint_t key) {
    (void)key;
    DescentEditor *editor = descent_editor_of(line);
    fputs("\r\n", stdout);
    for (const char *p = editor->listing ? editor->listing : ""; *p; p++) {
        if (*p == '\n') fputc('\r', stdout);
        fputc(*p, stdout);
    }
    fputs("\r\n", stdout);
    const LineInfoW *info = el_wline(line);
    el_cursor(line, editor->cursor - (int)(info->cursor - info->buffer));
    el_wset(line, EL_REFRESH);
    return CC_NORM;
}

// libedit's commands beside ours, with the meaning that its listing of bindings shows.
static void add_functions(EditLine *line) {
    el_wset(line, EL_ADDFN, L"descent-enter", L"Evaluate, or start another line", enter);
    el_wset(line, EL_ADDFN, L"descent-colon", L"Insert a colon; a clause moves under its header", colon);
    el_wset(line, EL_ADDFN, L"descent-backspace", L"Take a level of indentation or a character away", backspace);
    el_wset(line, EL_ADDFN, L"descent-outdent", L"Take a level of indentation away", outdent);
    el_wset(line, EL_ADDFN, L"descent-up", L"The line above, or the entry before", up);
    el_wset(line, EL_ADDFN, L"descent-down", L"The line below, or the entry after", down);
    el_wset(line, EL_ADDFN, L"descent-line-start", L"To the start of this line", start_of_line);
    el_wset(line, EL_ADDFN, L"descent-line-end", L"To the end of this line", end_of_line);
    el_wset(line, EL_ADDFN, L"descent-preset", L"Put the prepared text on the line", preset);
    el_wset(line, EL_ADDFN, L"descent-interrupt", L"Throw the line away", interrupt);
    el_wset(line, EL_ADDFN, L"descent-interrupted", L"Leave the thrown-away line", interrupted);
    el_wset(line, EL_ADDFN, L"descent-suspend", L"Stop until the shell continues", suspend);
    el_wset(line, EL_ADDFN, L"descent-paste", L"Insert what is pasted", paste);
    el_wset(line, EL_ADDFN, L"descent-complete", L"Complete the word", complete);
    el_wset(line, EL_ADDFN, L"descent-leave", L"Leave, or delete the next character", leave);
    el_wset(line, EL_ADDFN, L"descent-list", L"List the completions", list);
}

typedef struct {
    const wchar_t *key;
    const wchar_t *command;
} Binding;

static const Binding everywhere[] = {
    {L"\\200", L"descent-preset"},  {L"\\201", L"descent-interrupted"}, {L"\\202", L"ed-newline"},
    {L"\\203", L"descent-list"},    {L"\\204", L"ed-prev-history"},     {L"\\205", L"ed-next-history"},
    {L"\\206", L"descent-paste"},   {L"^M", L"descent-enter"},           {L"^J", L"descent-enter"},
    {L"^C", L"descent-interrupt"},   {L"^Z", L"descent-suspend"},         {L"^R", L"em-inc-search-prev"},
    {L"^I", L"descent-complete"},    {L"^P", L"descent-up"},              {L"^N", L"descent-down"},
    {L"^D", L"descent-leave"},
};

// Where characters are inserted; vi's command mode gives these keys other meanings.
static const Binding while_inserting[] = {
    {L":", L"descent-colon"},
    {L"^H", L"descent-backspace"},
    {L"^?", L"descent-backspace"},
};

static const Binding in_emacs_mode[] = {
    {L"^A", L"descent-line-start"},
    {L"^E", L"descent-line-end"},
    {L"^W", L"ed-delete-prev-word"},
};

// What terminals send after Escape. In vi mode Escape is a command of its own, and the rest is looked up in the
// command map.
static const Binding after_escape[] = {
    {L"[A", L"descent-up"},          {L"OA", L"descent-up"},          {L"[B", L"descent-down"},
    {L"OB", L"descent-down"},        {L"[H", L"descent-line-start"},  {L"OH", L"descent-line-start"},
    {L"[1~", L"descent-line-start"}, {L"[F", L"descent-line-end"},    {L"OF", L"descent-line-end"},
    {L"[4~", L"descent-line-end"},   {L"[3~", L"ed-delete-next-char"}, {L"[1;5D", L"ed-prev-word"},
    {L"[1;5C", L"em-next-word"},     {L"[Z", L"descent-outdent"},
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void bind_all(EditLine *line) {
    for (size_t i = 0; i < COUNT(everywhere); i++) {
        el_wset(line, EL_BIND, everywhere[i].key, everywhere[i].command, NULL);
        el_wset(line, EL_BIND, L"-a", everywhere[i].key, everywhere[i].command, NULL);
    }
    for (size_t i = 0; i < COUNT(while_inserting); i++)
        el_wset(line, EL_BIND, while_inserting[i].key, while_inserting[i].command, NULL);
    const wchar_t *mode = L"emacs";
    el_wget(line, EL_EDITOR, &mode);
    if (wcscmp(mode, L"vi") == 0) {
        for (size_t i = 0; i < COUNT(after_escape); i++)
            el_wset(line, EL_BIND, L"-a", after_escape[i].key, after_escape[i].command, NULL);
        return;
    }
    for (size_t i = 0; i < COUNT(after_escape); i++) {
        wchar_t key[16] = L"\\e";
        wcsncat(key, after_escape[i].key, 12);
        el_wset(line, EL_BIND, key, after_escape[i].command, NULL);
    }
    for (size_t i = 0; i < COUNT(in_emacs_mode); i++)
        el_wset(line, EL_BIND, in_emacs_mode[i].key, in_emacs_mode[i].command, NULL);
}

// Gives the person's own `bind` lines the last word: choosing a mode in `~/.editrc` resets every key, so our keys are
// bound after the file was read, and its bindings once more after ours.
static void rebind_from(EditLine *line, const char *path) {
    FILE *file = fopen(path, "re");
    if (!file) return;
    Tokenizer *tokens = tok_init(NULL);
    char text[1024];
    while (tokens && fgets(text, sizeof text, file)) {
        int count = 0;
        const char **words = NULL;
        tok_reset(tokens);
        if (text[0] == '#' || tok_str(tokens, text, &count, &words) != 0 || count < 2) continue;
        const char *colon = strchr(words[0], ':');
        if (strcmp(colon ? colon + 1 : words[0], "bind") != 0) continue;
        if (strcmp(words[1], "-e") == 0 || strcmp(words[1], "-v") == 0) continue;
        el_parse(line, count, words);
    }
    if (tokens) tok_end(tokens);
    fclose(file);
}

void descent_bind_keys(DescentEditor *editor) {
    EditLine *line = editor->line;
    add_functions(line);
    el_wset(line, EL_EDITOR, L"emacs");
    el_source(line, NULL);
    bind_all(line);

    const char *named = getenv("EDITRC");
    const char *home = getenv("HOME");
    char path[4096];
    if (named && *named) {
        rebind_from(line, named);
    } else if (home && snprintf(path, sizeof path, "%s/.editrc", home) < (int)sizeof path) {
        rebind_from(line, path);
    }
}
