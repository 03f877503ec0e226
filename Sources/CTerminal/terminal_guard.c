#define _GNU_SOURCE
#include "terminal_guard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "kept_error.h"

enum { PATIENCE_SECONDS = 2, DRAWING_PATIENCE_MS = 50, LEAVE_CAPACITY = 512 };

// Everything here is read by signal handlers on any thread: it is atomic, or written only while no
// handler is.
static atomic_bool guarding;
static _Atomic int terminal = -1;
static struct termios former_modes;
static int wake_pipe[2] = {-1, -1};
static atomic_uint happened;
static _Atomic int termination;
static atomic_bool is_drawing;
static pthread_t drawing_thread;

// Two buffers, so that a handler never reads one that is being written.
static struct {
  char bytes[LEAVE_CAPACITY];
  size_t count;
} leave[2];
static _Atomic int leave_in_use;

static void on_termination(int, siginfo_t *, void *);
static void on_crash(int, siginfo_t *, void *);
static void on_alarm(int, siginfo_t *, void *);
static void on_event(int, siginfo_t *, void *);

static struct taken {
  int number;
  void (*handler)(int, siginfo_t *, void *);
  struct sigaction former;
  bool is_taken;
  bool only_if_fatal;  // the program may have a use for it, then the way out is not here
} signals[] = {
  {.number = SIGINT, .handler = on_termination},
  {.number = SIGTERM, .handler = on_termination},
  {.number = SIGHUP, .handler = on_termination},
  {.number = SIGALRM, .handler = on_alarm},
  {.number = SIGQUIT, .handler = on_crash},
  {.number = SIGILL, .handler = on_crash},
  {.number = SIGTRAP, .handler = on_crash},
  {.number = SIGSEGV, .handler = on_crash},
  {.number = SIGABRT, .handler = on_crash},
  {.number = SIGFPE, .handler = on_crash},
  {.number = SIGBUS, .handler = on_crash},
  {.number = SIGSYS, .handler = on_crash},
  {.number = SIGPIPE, .handler = on_crash, .only_if_fatal = true},
  {.number = SIGUSR1, .handler = on_crash, .only_if_fatal = true},
  {.number = SIGUSR2, .handler = on_crash, .only_if_fatal = true},
  {.number = SIGXCPU, .handler = on_crash, .only_if_fatal = true},
  {.number = SIGXFSZ, .handler = on_crash, .only_if_fatal = true},
  {.number = SIGVTALRM, .handler = on_crash, .only_if_fatal = true},
  {.number = SIGPROF, .handler = on_crash, .only_if_fatal = true},
  {.number = SIGIO, .handler = on_crash, .only_if_fatal = true},
  {.number = SIGWINCH, .handler = on_event},
  {.number = SIGTSTP, .handler = on_event},
  {.number = SIGCONT, .handler = on_event},
};
enum { SIGNAL_COUNT = sizeof signals / sizeof signals[0] };

static void take_signal(struct taken *signal) {
  struct sigaction action = {.sa_sigaction = signal->handler};
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
  sigemptyset(&action.sa_mask);
  if (sigaction(signal->number, NULL, &signal->former) != 0) return;
  // nohup, or a shell without job control, has said to ignore it.
  bool is_ignored = signal->former.sa_handler == SIG_IGN && !(signal->former.sa_flags & SA_SIGINFO);
  if (is_ignored && signal->number != SIGWINCH) return;
  if (signal->only_if_fatal && signal->former.sa_handler != SIG_DFL) return;
  signal->is_taken = sigaction(signal->number, &action, NULL) == 0;
}

/// A stack overflow can only be handled on another stack. Swift's runtime gives each thread one if
/// its backtraces are enabled; otherwise the thread that draws gets this.
static void provide_signal_stack(void) {
  static char stack[64 * 1024];
  stack_t current;
  if (sigaltstack(NULL, &current) != 0 || !(current.ss_flags & SS_DISABLE)) return;
  sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
}

static void give_back_signal(int number) {
  for (int i = 0; i < SIGNAL_COUNT; i++) {
    if (signals[i].number != number || !signals[i].is_taken) continue;
    sigaction(number, &signals[i].former, NULL);
    signals[i].is_taken = false;
  }
}

// MARK: The way back

static bool is_another_jobs(int tty) {
  pid_t foreground = tcgetpgrp(tty);
  return foreground > 0 && foreground != getpgrp();
}

/// Lets another thread finish what it is writing, but not for long: it may never.
static void wait_for_drawing(void) {
  if (!is_drawing || pthread_equal(drawing_thread, pthread_self())) return;
  for (int waited = 0; is_drawing && waited < DRAWING_PATIENCE_MS; waited++) poll(NULL, 0, 1);
}

/// The terminal as it was, once, without ncurses. Safe in a signal handler.
static void restore(void) {
  if (!atomic_exchange(&guarding, false)) return;
  wait_for_drawing();
  int tty = terminal;
  if (!is_another_jobs(tty)) {
    int in_use = leave_in_use;
    write_all(tty, leave[in_use].bytes, leave[in_use].count);
    tcsetattr(tty, TCSANOW, &former_modes);
  }
  kept_error_end();
}

static void die_by(int number) {
  restore();
  give_back_signal(number);
  raise(number);  // if this is its own handler, it is delivered on return
}

// MARK: Handlers

static void wake(void) {
  ssize_t ignored = write(wake_pipe[1], "", 1);  // a full pipe wakes as well
  (void)ignored;
}

static void on_termination(int number, siginfo_t *info, void *context) {
  (void)info, (void)context;
  int error = errno;
  int none = 0;
  if (atomic_compare_exchange_strong(&termination, &none, number)) {
    alarm(PATIENCE_SECONDS);
    wake();
  } else if (number != SIGHUP) {
    // A closing terminal sends SIGHUP twice, and that is nobody's impatience.
    die_by(number);
  }
  errno = error;
}

static void on_alarm(int number, siginfo_t *info, void *context) {
  (void)number, (void)info, (void)context;
  if (termination != 0) die_by(termination);
}

static void on_crash(int number, siginfo_t *info, void *context) {
  (void)context;
  int error = errno;
  restore();
  give_back_signal(number);
  if (number == SIGQUIT) signal(SIGQUIT, SIG_DFL);  // asked for: no backtrace as after a fault
  // Returning from a fault runs into it again, and so into the former action with all that is known
  // of the fault. What was sent, and a breakpoint, would not come again.
  bool is_fault = number != SIGQUIT && number != SIGTRAP && number != SIGABRT;
  bool comes_again = is_fault && info->si_code > 0;
  if (!comes_again) raise(number);
  errno = error;
}

static void on_event(int number, siginfo_t *info, void *context) {
  (void)info, (void)context;
  int error = errno;
  unsigned event = number == SIGWINCH  ? TERMINAL_RESIZED
                   : number == SIGTSTP ? TERMINAL_STOP_ASKED
                                       : TERMINAL_CONTINUED;
  atomic_fetch_or(&happened, event);
  wake();
  errno = error;
}

// MARK: What the screen calls

bool terminal_guard_begin(int tty) {
  static bool is_registered;
  if (guarding) {
    errno = EBUSY;
    return false;
  }
  if (tcgetattr(tty, &former_modes) != 0) return false;
  if (wake_pipe[0] < 0 && pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return false;
  if (!is_registered && atexit(restore) == 0) is_registered = true;
  terminal = tty;
  termination = 0;
  happened = 0;
  leave[leave_in_use].count = 0;
  kept_error_begin();
  provide_signal_stack();
  guarding = true;
  for (int i = 0; i < SIGNAL_COUNT; i++) take_signal(&signals[i]);
  return true;
}

void terminal_guard_end(void) {
  alarm(0);
  if (atomic_exchange(&guarding, false)) {
    if (!is_another_jobs(terminal)) tcsetattr(terminal, TCSADRAIN, &former_modes);
    kept_error_end();
  }
  for (int i = 0; i < SIGNAL_COUNT; i++) give_back_signal(signals[i].number);
}

void terminal_guard_set_leave(const char *bytes, size_t count) {
  int next = 1 - leave_in_use;
  if (count > LEAVE_CAPACITY) count = LEAVE_CAPACITY;
  memcpy(leave[next].bytes, bytes, count);
  leave[next].count = count;
  leave_in_use = next;
}

int terminal_guard_wake_descriptor(void) {
  return wake_pipe[0];
}

unsigned terminal_guard_take(void) {
  char bytes[64];
  while (read(wake_pipe[0], bytes, sizeof bytes) > 0) {
  }
  return atomic_exchange(&happened, 0);
}

int terminal_guard_termination(void) {
  return termination;
}

void terminal_guard_note_hangup(void) {
  int none = 0;
  atomic_compare_exchange_strong(&termination, &none, SIGHUP);
}

void terminal_guard_stop(void) {
  give_back_signal(SIGTSTP);
  raise(SIGTSTP);
  for (int i = 0; i < SIGNAL_COUNT; i++) {
    if (signals[i].number == SIGTSTP) take_signal(&signals[i]);
  }
}

bool terminal_guard_is_in_foreground(void) {
  return guarding && !is_another_jobs(terminal);
}

bool terminal_guard_begin_drawing(void) {
  drawing_thread = pthread_self();
  is_drawing = true;
  if (guarding) return true;
  is_drawing = false;
  return false;
}

void terminal_guard_end_drawing(void) {
  is_drawing = false;
}
