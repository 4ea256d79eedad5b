/* checkpoint.h: a thread that moves SQLite's log into the database while others code: nobody waits for the disk. */
#ifndef DG_STORE_CHECKPOINT_H
#define DG_STORE_CHECKPOINT_H

#include <stdbool.h>

typedef struct Checkpointer Checkpointer;

/* For the database at `path`, which exists and has a log. NULL where no thread can be had. */
Checkpointer *checkpointer_start(const char *path);
void checkpointer_stop(Checkpointer *checkpointer);

/* Told after each commit how many pages the log has. False where the caller must move it itself, at once: there is no
 * thread (NULL), or it cannot keep up. */
bool checkpointer_note(Checkpointer *checkpointer, int pages);

#endif
