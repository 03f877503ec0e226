// What ncurses offers only as macros, variables or with C's own types, as functions that Swift can
// call.
#ifndef CNCURSES_SHIM_H
#define CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <term.h>
#include <wchar.h>

// ncurses' variables are mutable and shared: Swift refuses them by name.
static inline WINDOW *cn_standard_screen(void) { return stdscr; }
static inline WINDOW *cn_current_screen(void) { return curscr; }
static inline int cn_color_count(void) { return COLORS; }
static inline int cn_pair_count(void) { return COLOR_PAIRS; }

// Macros with casts and shifts.
static inline attr_t cn_bold(void) { return WA_BOLD; }
static inline attr_t cn_dim(void) { return WA_DIM; }
static inline attr_t cn_reverse(void) { return WA_REVERSE; }

// The names of all capabilities, in the order of a compiled entry, or NULL behind the last.
static inline const char *cn_flag_name(int index) { return boolnames[index]; }
static inline const char *cn_number_name(int index) { return numnames[index]; }
static inline const char *cn_string_name(int index) { return strnames[index]; }

/// A text capability of the current terminal, or NULL. ncurses says -1 for a name that is not a
/// text's.
static inline const char *cn_string(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}

/// A text capability with up to two numbers put in, or NULL. It is ncurses', until the next call.
static inline const char *cn_string_with(const char *name, long first, long second) {
  const char *value = cn_string(name);
  return value ? tparm(value, first, second, 0L, 0L, 0L, 0L, 0L, 0L, 0L) : NULL;
}

/// Reads the entry of that name and makes it the current one. Whether there is one.
static inline _Bool cn_set_up_terminal(const char *name, int descriptor) {
  int error = 0;
  return setupterm(name, descriptor, &error) == OK;
}
static inline void cn_forget_terminal(void) {
  if (cur_term) del_curterm(cur_term);
}

/// Puts one spacing character with the marks on it into a cell of the standard screen. The pair may
/// be beyond the 16 bits that a character's attributes have for it.
static inline void cn_put(
  int row, int column, const uint32_t *scalars, size_t count, attr_t attributes, int pair
) {
  wchar_t text[CCHARW_MAX + 1] = {0};
  for (size_t i = 0; i < count && i < CCHARW_MAX; i++) text[i] = (wchar_t)scalars[i];
  cchar_t cell;
  if (setcchar(&cell, text, attributes, 0, &pair) == OK) mvadd_wch(row, column, &cell);
}

/// The next key: KEY_CODE_YES for a function key, OK for a character, ERR for none.
static inline int cn_next_key(uint32_t *key) {
  wint_t value = 0;
  int kind = get_wch(&value);
  *key = (uint32_t)value;
  return kind;
}

#endif
