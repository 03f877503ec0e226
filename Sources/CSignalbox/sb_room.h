// The memory behind the mapping: a file on tmpfs that has no name yet, or, where there is none, memory of this process
// alone.
#pragma once
#include "sb_folder.h"
#include <sys/types.h>

typedef struct {
  char *base;
  uint64_t size;
  int file;  // -1: memory of this process alone
  dev_t device;
  ino_t inode;
  sb_folder folder;
  sb_publish_result why;  // there is no file
  int32_t error;
  char name[PATH_MAX];  // that it got when it was made; empty: none
} sb_room;

extern sb_room sb_own_room;

// Room for `size` bytes, at `where` unless that is NULL. Nothing of it may be touched before it was reserved. `named`:
// where a file cannot be without a name, it gets its name at once. False: there are not even so many addresses.
bool sb_room_make(void *where, uint64_t size, bool named);
// From now on it is memory of this process alone, at the same addresses, all of it unreserved again.
void sb_room_make_private(sb_publish_result why, int32_t error);
// Sets memory aside. Afterwards touching it cannot fail: on a full file system touching a page of a file kills the
// process. Returns 0 or the system's error number.
int32_t sb_room_reserve(uint64_t at, uint64_t length);
// Has the first `length` bytes ready, so that touching them costs nothing either. If that fails, they will be when
// touched.
void sb_room_prefault(uint64_t at, uint64_t length);
// Whether a child gets the mapping. A fork passes it on, and replaces it in the child: in a gap the child could find
// something else before that. Whatever makes children in other ways gets none, rather than one in which it would
// disturb its parent.
void sb_room_pass_on(bool on);
// The descriptor is still that of the file: a program may close what it has not opened.
bool sb_room_has_file(void);
void sb_room_close(void);
// "PID-STARTED", for this process.
void sb_room_name(char *out, size_t room);
// When this process began, in the kernel's ticks since the machine's start; 0 if it does not say.
uint64_t sb_process_started(void);
