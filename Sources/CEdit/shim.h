// Typed, non-variadic doors into libedit. Header only: no C target is needed.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <histedit.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

typedef char *_Nullable (*tabletop_edit_prompt)(EditLine *_Nonnull);
typedef unsigned char (*tabletop_edit_key)(EditLine *_Nonnull, int);
typedef int (*tabletop_edit_read)(EditLine *_Nonnull, wchar_t *_Nonnull);

// An editor on standard input and output. What libedit says about an unknown TERM is kept quiet:
// it then edits as on a dumb terminal.
static inline EditLine *_Nullable tabletop_edit_new(const char *_Nonnull name) {
  FILE *quiet = fopen("/dev/null", "we");
  return el_init(name, stdin, stdout, quiet ? quiet : stderr);
}

static inline void tabletop_edit_signals(EditLine *_Nonnull editor, int handled) {
  el_set(editor, EL_SIGNAL, handled);
}

static inline void tabletop_edit_mode(EditLine *_Nonnull editor, const char *_Nonnull mode) {
  el_set(editor, EL_EDITOR, mode);
}

// A prompt whose text between two \1 bytes takes no room on the screen.
static inline void tabletop_edit_set_prompt(EditLine *_Nonnull editor,
                                            tabletop_edit_prompt _Nonnull prompt) {
  el_set(editor, EL_PROMPT_ESC, prompt, '\1');
}

static inline void tabletop_edit_add(EditLine *_Nonnull editor, const char *_Nonnull name,
                                     const char *_Nonnull help, tabletop_edit_key _Nonnull key) {
  el_set(editor, EL_ADDFN, name, help, key);
}

static inline void tabletop_edit_bind(EditLine *_Nonnull editor, const char *_Nonnull key,
                                      const char *_Nonnull name) {
  el_set(editor, EL_BIND, key, name, NULL);
}

// The function that reads one character, in place of libedit's own.
static inline void tabletop_edit_set_read(EditLine *_Nonnull editor,
                                          tabletop_edit_read _Nonnull read) {
  el_wset(editor, EL_GETCFN, read);
}

static inline void tabletop_edit_set_data(EditLine *_Nonnull editor, void *_Nullable data) {
  el_set(editor, EL_CLIENTDATA, data);
}

static inline void *_Nullable tabletop_edit_data(EditLine *_Nonnull editor) {
  void *data = NULL;
  el_get(editor, EL_CLIENTDATA, &data);
  return data;
}

// Puts the terminal into the editor's mode, or back into the one it was found in.
//
// In the editor's mode a read doesn't wait: poll(2) does. A key may have woken us that Ctrl-C took
// out of the terminal's queue again, and a read that waits would not hear of the Ctrl-C.
static inline void tabletop_edit_prepare(EditLine *_Nonnull editor, int editing) {
  el_set(editor, EL_PREP_TERM, editing);
  struct termios mode;
  if (!editing || tcgetattr(STDIN_FILENO, &mode) != 0 || mode.c_lflag & ICANON) return;
  mode.c_cc[VMIN] = 0;
  mode.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSANOW, &mode);
}

// Whether a read that gave nothing means that there will be nothing more.
static inline int tabletop_edit_has_ended(short events) {
  struct termios mode;
  return events & (POLLHUP | POLLERR | POLLNVAL) || tcgetattr(STDIN_FILENO, &mode) != 0 ||
         mode.c_lflag & ICANON || mode.c_cc[VMIN] != 0;
}

static inline void tabletop_edit_refresh(EditLine *_Nonnull editor) {
  el_set(editor, EL_REFRESH);
}

static inline void tabletop_edit_set_history(EditLine *_Nonnull editor,
                                             History *_Nonnull history_list) {
  el_set(editor, EL_HIST, history, history_list);
}

static inline void tabletop_edit_history_size(History *_Nonnull history_list, int size) {
  HistEvent event;
  history(history_list, &event, H_SETSIZE, size);
  history(history_list, &event, H_SETUNIQUE, 1);
}

static inline void tabletop_edit_history_enter(History *_Nonnull history_list,
                                               const char *_Nonnull line) {
  HistEvent event;
  history(history_list, &event, H_ENTER, line);
}

// How many bytes a character of the current locale has at most.
static inline size_t tabletop_edit_character_bytes(void) { return MB_CUR_MAX; }

// How many columns the terminal has; 0 where it doesn't say.
static inline int tabletop_edit_columns(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

// How many rows the terminal has; 0 where it doesn't say.
static inline int tabletop_edit_rows(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

// The hint at the right edge; it is asked for whenever the whole line is drawn.
static inline void tabletop_edit_set_hint(EditLine *_Nonnull editor,
                                          tabletop_edit_prompt _Nonnull hint) {
  el_set(editor, EL_RPROMPT_ESC, hint, '\1');
}
