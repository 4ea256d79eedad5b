/* html_page.h: style and script of the page of a reading, built from web/dist at compile time (tools/embed-page.py). */
#ifndef DG_IO_HTML_PAGE_H
#define DG_IO_HTML_PAGE_H

extern const char HTML_STYLE[], HTML_SCRIPT[];
extern const char HTML_POLICY[]; /* a Content-Security-Policy that allows these two by their hashes, and nothing else */

#endif
