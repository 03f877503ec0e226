// Questions that Swift's Glibc module has no words for.
#define _GNU_SOURCE
#include <langinfo.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "terminal_guard.h"

bool terminal_size(int terminal, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(terminal, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

void terminal_pass_control_keys(int terminal) {
  struct termios modes;
  if (tcgetattr(terminal, &modes) != 0) return;
  modes.c_iflag &= ~(tcflag_t)IXON;
  modes.c_cc[VINTR] = _POSIX_VDISABLE;
  tcsetattr(terminal, TCSADRAIN, &modes);
}

int terminal_width(uint32_t scalar) {
  return wcwidth((wchar_t)scalar);
}

bool terminal_uses_utf8(void) {
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}
