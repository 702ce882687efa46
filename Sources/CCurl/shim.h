// Typed, non-variadic doors into libcurl. Header only: no C target is needed.
//
// The library is loaded when it is first asked for, not when the program starts: it brings some
// thirty others along, which would cost every start of the program about 5 ms.
#pragma once
#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>

typedef size_t (*tabletop_curl_receive)(char *_Nullable, size_t, size_t, void *_Nullable);

struct tabletop_curl_functions {
  int are_loaded;
  CURLcode (*global_init)(long);
  char *(*version)(void);
  const char *(*easy_strerror)(CURLcode);
  CURL *(*easy_init)(void);
  void (*easy_cleanup)(CURL *);
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  CURLcode (*easy_pause)(CURL *, int);
  CURLM *(*multi_init)(void);
  CURLMcode (*multi_cleanup)(CURLM *);
  CURLMcode (*multi_setopt)(CURLM *, CURLMoption, ...);
  CURLMcode (*multi_add)(CURLM *, CURL *);
  CURLMcode (*multi_remove)(CURLM *, CURL *);
  CURLMcode (*multi_perform)(CURLM *, int *);
  CURLMcode (*multi_poll)(CURLM *, struct curl_waitfd *, unsigned int, int, int *);
  CURLMcode (*multi_wakeup)(CURLM *);
  CURLMsg *(*multi_read)(CURLM *, int *);
  struct curl_slist *(*list_append)(struct curl_slist *, const char *);
  void (*list_free)(struct curl_slist *);
  CURLU *(*url_new)(void);
  void (*url_free)(CURLU *);
  CURLUcode (*url_set)(CURLU *, CURLUPart, const char *, unsigned int);
  CURLUcode (*url_get)(CURLU *, CURLUPart, char **, unsigned int);
  void (*free)(void *);
  time_t (*get_date)(const char *, const time_t *);
};

static inline void tabletop_curl_load(struct tabletop_curl_functions *_Nonnull t) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  int found = 1;
#define TABLETOP_CURL_FIND(member, symbol) \
  found &= (*(void **)&t->member = dlsym(library, symbol)) != NULL
  TABLETOP_CURL_FIND(global_init, "curl_global_init");
  TABLETOP_CURL_FIND(version, "curl_version");
  TABLETOP_CURL_FIND(easy_strerror, "curl_easy_strerror");
  TABLETOP_CURL_FIND(easy_init, "curl_easy_init");
  TABLETOP_CURL_FIND(easy_cleanup, "curl_easy_cleanup");
  TABLETOP_CURL_FIND(easy_setopt, "curl_easy_setopt");
  TABLETOP_CURL_FIND(easy_getinfo, "curl_easy_getinfo");
  TABLETOP_CURL_FIND(easy_pause, "curl_easy_pause");
  TABLETOP_CURL_FIND(multi_init, "curl_multi_init");
  TABLETOP_CURL_FIND(multi_cleanup, "curl_multi_cleanup");
  TABLETOP_CURL_FIND(multi_setopt, "curl_multi_setopt");
  TABLETOP_CURL_FIND(multi_add, "curl_multi_add_handle");
  TABLETOP_CURL_FIND(multi_remove, "curl_multi_remove_handle");
  TABLETOP_CURL_FIND(multi_perform, "curl_multi_perform");
  TABLETOP_CURL_FIND(multi_poll, "curl_multi_poll");
  TABLETOP_CURL_FIND(multi_wakeup, "curl_multi_wakeup");
  TABLETOP_CURL_FIND(multi_read, "curl_multi_info_read");
  TABLETOP_CURL_FIND(list_append, "curl_slist_append");
  TABLETOP_CURL_FIND(list_free, "curl_slist_free_all");
  TABLETOP_CURL_FIND(url_new, "curl_url");
  TABLETOP_CURL_FIND(url_free, "curl_url_cleanup");
  TABLETOP_CURL_FIND(url_set, "curl_url_set");
  TABLETOP_CURL_FIND(url_get, "curl_url_get");
  TABLETOP_CURL_FIND(free, "curl_free");
  TABLETOP_CURL_FIND(get_date, "curl_getdate");
#undef TABLETOP_CURL_FIND
  t->are_loaded = found && t->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

// Each object file that calls this has a table of its own; libcurl itself is loaded once.
static inline struct tabletop_curl_functions *_Nonnull tabletop_curl(void) {
  static struct tabletop_curl_functions table;
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  static int is_tried;
  if (!__atomic_load_n(&is_tried, __ATOMIC_ACQUIRE)) {
    pthread_mutex_lock(&lock);
    if (!is_tried) tabletop_curl_load(&table);
    __atomic_store_n(&is_tried, 1, __ATOMIC_RELEASE);
    pthread_mutex_unlock(&lock);
  }
  return &table;
}

// Whether libcurl is there; nothing else here may be called before this said so.
static inline int tabletop_curl_is_available(void) { return tabletop_curl()->are_loaded; }

static inline const char *_Nonnull tabletop_curl_version(void) { return tabletop_curl()->version(); }

static inline const char *_Nonnull tabletop_curl_error(CURLcode code) {
  return tabletop_curl()->easy_strerror(code);
}

// One transfer.
static inline CURL *_Nullable tabletop_curl_easy_new(void) { return tabletop_curl()->easy_init(); }

static inline void tabletop_curl_easy_free(CURL *_Nonnull easy) { tabletop_curl()->easy_cleanup(easy); }

static inline CURLcode tabletop_curl_set_number(CURL *_Nonnull easy, CURLoption option, long value) {
  return tabletop_curl()->easy_setopt(easy, option, value);
}

static inline CURLcode tabletop_curl_set_text(CURL *_Nonnull easy, CURLoption option,
                                              const char *_Nullable value) {
  return tabletop_curl()->easy_setopt(easy, option, value);
}

static inline CURLcode tabletop_curl_set_pointer(CURL *_Nonnull easy, CURLoption option,
                                                 void *_Nullable value) {
  return tabletop_curl()->easy_setopt(easy, option, value);
}

static inline CURLcode tabletop_curl_set_headers(CURL *_Nonnull easy, struct curl_slist *_Nullable list) {
  return tabletop_curl()->easy_setopt(easy, CURLOPT_HTTPHEADER, list);
}

static inline CURLcode tabletop_curl_set_receivers(CURL *_Nonnull easy,
                                                   tabletop_curl_receive _Nonnull header,
                                                   tabletop_curl_receive _Nonnull body,
                                                   void *_Nonnull data) {
  struct tabletop_curl_functions *t = tabletop_curl();
  CURLcode code = t->easy_setopt(easy, CURLOPT_HEADERFUNCTION, header);
  if (!code) code = t->easy_setopt(easy, CURLOPT_HEADERDATA, data);
  if (!code) code = t->easy_setopt(easy, CURLOPT_WRITEFUNCTION, body);
  if (!code) code = t->easy_setopt(easy, CURLOPT_WRITEDATA, data);
  return code;
}

static inline long tabletop_curl_status(CURL *_Nonnull easy) {
  long status = 0;
  tabletop_curl()->easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

static inline void tabletop_curl_resume(CURL *_Nonnull easy) {
  tabletop_curl()->easy_pause(easy, CURLPAUSE_CONT);
}

static inline struct curl_slist *_Nullable tabletop_curl_list_append(struct curl_slist *_Nullable list,
                                                                     const char *_Nonnull text) {
  return tabletop_curl()->list_append(list, text);
}

static inline void tabletop_curl_list_free(struct curl_slist *_Nullable list) {
  tabletop_curl()->list_free(list);
}

// Many transfers, driven by one thread; only waking it up is safe from others.
static inline CURLM *_Nullable tabletop_curl_multi_new(long idle_connections) {
  struct tabletop_curl_functions *t = tabletop_curl();
  CURLM *multi = t->multi_init();
  if (multi) t->multi_setopt(multi, CURLMOPT_MAXCONNECTS, idle_connections);
  return multi;
}

static inline void tabletop_curl_multi_free(CURLM *_Nonnull multi) {
  tabletop_curl()->multi_cleanup(multi);
}

static inline int tabletop_curl_multi_add(CURLM *_Nonnull multi, CURL *_Nonnull easy) {
  return tabletop_curl()->multi_add(multi, easy) == CURLM_OK;
}

static inline void tabletop_curl_multi_remove(CURLM *_Nonnull multi, CURL *_Nonnull easy) {
  tabletop_curl()->multi_remove(multi, easy);
}

static inline void tabletop_curl_multi_perform(CURLM *_Nonnull multi) {
  int running = 0;
  tabletop_curl()->multi_perform(multi, &running);
}

static inline void tabletop_curl_multi_wait(CURLM *_Nonnull multi, int milliseconds) {
  tabletop_curl()->multi_poll(multi, NULL, 0, milliseconds, NULL);
}

static inline void tabletop_curl_multi_wakeup(CURLM *_Nonnull multi) {
  tabletop_curl()->multi_wakeup(multi);
}

// Returns a transfer that is over and says how it ended; NULL where there is none.
static inline CURL *_Nullable tabletop_curl_multi_next_done(CURLM *_Nonnull multi,
                                                            CURLcode *_Nonnull result) {
  int left = 0;
  for (CURLMsg *message; (message = tabletop_curl()->multi_read(multi, &left));) {
    if (message->msg != CURLMSG_DONE) continue;
    *result = message->data.result;
    return message->easy_handle;
  }
  return NULL;
}

// Addresses, read by the same parser that the transfers use.
static inline CURLU *_Nullable tabletop_curl_url_new(const char *_Nonnull text) {
  CURLU *url = tabletop_curl()->url_new();
  if (url && tabletop_curl()->url_set(url, CURLUPART_URL, text, 0) != CURLUE_OK) {
    tabletop_curl()->url_free(url);
    return NULL;
  }
  return url;
}

static inline void tabletop_curl_url_free(CURLU *_Nonnull url) { tabletop_curl()->url_free(url); }

// Returns a part that tabletop_curl_free releases; NULL where the address has none.
static inline char *_Nullable tabletop_curl_url_part(CURLU *_Nonnull url, CURLUPart part) {
  char *text = NULL;
  return tabletop_curl()->url_get(url, part, &text, 0) == CURLUE_OK ? text : NULL;
}

static inline void tabletop_curl_free(char *_Nonnull text) { tabletop_curl()->free(text); }

// Returns the seconds since 1970 of a date in a header field; -1 where it is none.
static inline time_t tabletop_curl_date(const char *_Nonnull text) {
  return tabletop_curl()->get_date(text, NULL);
}
