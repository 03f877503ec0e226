#define _GNU_SOURCE
#include "CBenchmarks.h"
#include <malloc.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static cpu_set_t all;
__attribute__((constructor)) static void remember_processors(void) { sched_getaffinity(0, sizeof all, &all); }

bool cb_stay_on(int n) {
  for (int processor = 0; processor < CPU_SETSIZE; processor++) {
    if (!CPU_ISSET(processor, &all) || n-- > 0) continue;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(processor, &one);
    return sched_setaffinity(0, sizeof one, &one) == 0;
  }
  return false;
}
void cb_go_anywhere(void) { sched_setaffinity(0, sizeof all, &all); }

static uint64_t clock_ns(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}
uint64_t cb_now(void) { return clock_ns(CLOCK_MONOTONIC); }
void cb_trim_heap(void) { malloc_trim(0); }

uint64_t cb_thread_cpu(void) { return clock_ns(CLOCK_THREAD_CPUTIME_ID); }

uint64_t cb_work(uint64_t state, uint64_t steps) {
  // The shift is there so that the compiler cannot make one step of two.
  for (uint64_t i = 0; i < steps; i++) state = (state ^ (state >> 29)) * 6364136223846793005u + 1;
  return state;
}

int cb_open_terminal(int columns, int rows, char *name, size_t room) {
  int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0) return -1;
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  if (grantpt(master) == 0 && unlockpt(master) == 0 && ptsname_r(master, name, room) == 0 &&
      ioctl(master, TIOCSWINSZ, &size) == 0)
    return master;
  close(master);
  return -1;
}

pid_t cb_start(const char *const *arguments, const char *terminal, int *answers) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  pid_t process = fork();
  if (process != 0) {
    close(ends[1]);
    *answers = ends[0];
    if (process < 0) close(ends[0]);
    return process;
  }
  setsid();
  if (ends[1] == 3 ? fcntl(3, F_SETFD, 0) != 0 : dup2(ends[1], 3) != 3) _exit(126);
  if (terminal) {
    int tty = open(terminal, O_RDWR);  // a session's first terminal is its own
    if (tty < 0 || dup2(tty, 0) != 0 || dup2(tty, 1) != 1) _exit(126);
    if (tty > 3) close(tty);
  }
  execvp(arguments[0], (char *const *)arguments);
  _exit(127);
}
int cb_end(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
