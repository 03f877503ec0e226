#define _GNU_SOURCE
#include "pseudo_terminal.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int st_open_pseudo_terminal(char *name, size_t room) {
  int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0) return -1;
  if (grantpt(master) == 0 && unlockpt(master) == 0 && (errno = ptsname_r(master, name, room)) == 0) return master;
  int error = errno;
  close(master);
  errno = error;
  return -1;
}
