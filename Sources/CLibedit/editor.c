// The editor's life: opened once, asked for one statement after another, closed with the terminal as it was found.

#define _GNU_SOURCE
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static wchar_t *prompt_of(EditLine *line) { return descent_editor_of(line)->prompt; }

DescentEditor *descent_editor_open(DescentEditorHooks hooks, int history_limit) {
    DescentEditor *editor = calloc(1, sizeof *editor);
    if (!editor) return NULL;
    editor->hooks = hooks;
    editor->line = el_init("descent", stdin, stdout, stderr);
    editor->history = history_winit();
    if (!editor->line || !editor->history) {
        descent_editor_close(editor);
        return NULL;
    }
    HistEventW event;
    history_w(editor->history, &event, H_SETSIZE, history_limit);

    EditLine *line = editor->line;
    el_wset(line, EL_CLIENTDATA, editor);
    el_wset(line, EL_PROMPT_ESC, prompt_of, L'\1');
    el_wset(line, EL_HIST, history_w, editor->history);
    // Ctrl-C and Ctrl-Z arrive as keys while a line is typed; signals are ours, not libedit's.
    el_wset(line, EL_SIGNAL, 0);
    el_wset(line, EL_SETTY, L"-d", L"-isig", NULL);
    el_wset(line, EL_GETCFN, descent_read_character);
    descent_bind_keys(editor);
    return editor;
}

void descent_editor_close(DescentEditor *editor) {
    if (!editor) return;
    if (editor->line) el_end(editor->line);
    if (editor->history) history_wend(editor->history);
    free(editor->prompt);
    free(editor->preset);
    free(editor->listing);
    free(editor);
}

DescentOutcome descent_editor_read(DescentEditor *editor, const char *prompt, const char *preset, char **text) {
    *text = NULL;
    free(editor->prompt);
    free(editor->preset);
    editor->prompt = descent_wide(prompt);
    editor->preset = preset && *preset ? descent_wide(preset) : NULL;
    if (!editor->prompt) return DescentEnd;
    editor->queued = editor->preset ? KEY_PRESET : 0;
    editor->interrupted = false;
    editor->history_depth = 0;
    editor->interrupts_seen = descent_interrupt_count();
    if (editor->resizes_seen != descent_resize_count()) {
        editor->resizes_seen = descent_resize_count();
        el_resize(editor->line);
    }

    // Raw before the prompt shows: a key pressed the moment it is seen must not be echoed by the terminal as well.
    descent_enter_raw(editor);
    // Terminals that know bracketed paste mark pasted text, so that its line ends do not evaluate it piecemeal.
    fputs("\033[?2004h", stdout);
    fflush(stdout);
    int count = 0;
    const wchar_t *wide = el_wgets(editor->line, &count);
    fputs("\033[?2004l", stdout);
    fflush(stdout);

    if (editor->interrupted) return DescentInterrupted;
    if (!wide || count <= 0) return DescentEnd;
    size_t length = (size_t)count;
    if (wide[length - 1] == L'\n') length--;
    *text = descent_utf8(wide, length);
    return *text ? DescentLine : DescentEnd;
}

void descent_editor_remember(DescentEditor *editor, const char *text) {
    wchar_t *wide = descent_wide(text);
    if (!wide) return;
    HistEventW event;
    for (int ok = history_w(editor->history, &event, H_FIRST); ok >= 0;
         ok = history_w(editor->history, &event, H_NEXT)) {
        if (wcscmp(event.str, wide) != 0) continue;
        int number = event.num;
        history_w(editor->history, &event, H_DEL, number);
        break;
    }
    history_w(editor->history, &event, H_ENTER, wide);
    free(wide);
}
