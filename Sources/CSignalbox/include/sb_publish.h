// Giving the mapping a name, so that other processes of this user can look at it.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  SB_PUBLISHED = 0,
  SB_NO_FILE,             // there was none to be had where mappings are; the mapping is memory of this process alone
  SB_NO_ROOM,             // for what a program needs at the start
  SB_NO_FOLDER,           // it can neither be found nor made
  SB_FOLDER_NOT_REAL,     // what has its name is no folder, or leads elsewhere
  SB_FOLDER_NOT_OURS,     // it is another user's
  SB_FOLDER_NOT_PRIVATE,  // others may look into it
  SB_NAME_TAKEN,          // there is a file of that name
  SB_NOT_NAMED,           // the system gives the file no name
} sb_publish_result;

// Publishes the mapping; when it is published already nothing changes. In the child of a fork what lives is declared
// again, and recording begins. The name goes when the program exits; after a kill it stays.
//
// `path` gets the file's path, or the path of what was in the way; `error` the system's error number, 0 where there is
// none. Costs about 2 ms: the memory for the tables and for some rings is set aside, so that it cannot be wanting
// later.
sb_publish_result sb_publish(char *path, size_t room, int32_t *error);

bool sb_is_published(void);

// What viewers may do from now on, for them to see: SB_CONTROL_...
void sb_set_control(uint32_t control);
// What the environment says that they may do.
uint32_t sb_control_asked_for(void);
// Whose process is at the other end of this socket; false: that is not known.
bool sb_peer_user(int socket, uint32_t *user);

// The file into which the events are to be written as JSON lines, by the environment; NULL: none.
const char *sb_events_file(void);
