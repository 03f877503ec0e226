#define _GNU_SOURCE
#include "kept_error.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

static _Atomic int kept = -1;      // the memory that descriptor 2 writes to
static _Atomic int original = -1;  // where descriptor 2 went

void kept_error_begin(void) {
  if (!isatty(STDERR_FILENO)) return;
  int memory = memfd_create("standard error", MFD_CLOEXEC);
  int copy = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  if (memory < 0 || copy < 0 || dup2(memory, STDERR_FILENO) < 0) {
    // Without the memory the text is drawn over, and nothing worse.
    if (memory >= 0) close(memory);
    if (copy >= 0) close(copy);
    return;
  }
  original = copy;
  kept = memory;
}

void kept_error_end(void) {
  int memory = atomic_exchange(&kept, -1);
  if (memory < 0) return;
  dup2(original, STDERR_FILENO);
  char text[4096];
  off_t from = 0;
  ssize_t count;
  // Its own position is where the next line would have gone, so it is read by offset.
  while ((count = pread(memory, text, sizeof text, from)) > 0) {
    write_all(STDERR_FILENO, text, (size_t)count);
    from += count;
  }
  close(memory);
  close(atomic_exchange(&original, -1));
}

void write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    // A terminal that takes nothing any more must not keep the process from ending.
    struct pollfd there = {.fd = descriptor, .events = POLLOUT};
    if (poll(&there, 1, 250) == 0) return;
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0) {
      if (errno == EINTR) continue;
      return;
    }
    bytes += written;
    count -= (size_t)written;
  }
}
