#include "store/settings_file.h"

#include "base/text.h"
#include "store/value.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ASIDE_MAX = 99 };

static const char BINDINGS_KEY[] = "bindings";

static bool read_whole_number(struct doc *doc, const struct doc_node *node,
                              const struct setting *setting, int *value)
{
    const struct limits limits = {setting->least, setting->most, setting->unit};
    double number;
    if (!value_number(doc, node, &limits, &number))
        return false;
    if (number != floor(number)) {
        doc_problem(doc, node, "%s must be a whole number, not %s", value_name(node).text,
                    doc_excerpt(node->text).text);
        return false;
    }
    *value = (int)number;
    return true;
}

static bool read_setting(struct doc *doc, const struct doc_node *node,
                         const struct setting *setting, int *value)
{
    bool on;
    switch (setting->kind) {
    case SETTING_SWITCH:
        if (!value_bool(doc, node, &on))
            return false;
        *value = on;
        return true;
    case SETTING_CHOICE:
        return value_word(doc, node, setting->choice, setting->most + 1, value);
    case SETTING_NUMBER:
        return read_whole_number(doc, node, setting, value);
    }
    return false;
}

static bool read_action(struct doc *doc, const struct doc_node *node,
                        const struct settings_words *words, const char **action)
{
    if (!value_text(doc, node, action))
        return false;
    for (int i = 0; i < words->action_count; i++)
        if (strcmp(*action, words->action[i]) == 0)
            return true;
    const char *nearest = text_nearest(*action, words->action, (size_t)words->action_count);
    if (nearest)
        doc_problem(doc, node, "%s: there is no action %s, did you mean \"%s\"?",
                    value_name(node).text, value_description(node).text, nearest);
    else
        doc_problem(doc, node, "%s: there is no action %s", value_name(node).text,
                    value_description(node).text);
    return false;
}

static bool check_input(struct doc *doc, const struct doc_node *node,
                        const struct settings_words *words)
{
    if (strlen(node->key) < SETTINGS_NAME_BYTES && words->is_input(node->key))
        return true;
    doc_key_problem(doc, node, "there is no key or button %s", value_name(node).text);
    return false;
}

static void read_bindings(struct doc *doc, const struct doc_node *bindings,
                          const struct settings_words *words, struct settings *settings)
{
    if (!bindings || value_is_nothing(bindings) || !value_map(doc, bindings))
        return;
    for (const struct doc_node *node = bindings->first; node; node = node->next) {
        const char *action;
        if (!check_input(doc, node, words) || !read_action(doc, node, words, &action))
            continue;
        if (settings->binding_count == SETTINGS_BINDINGS_MAX) {
            doc_key_problem(doc, node, "too many bindings: at most %d are kept",
                            SETTINGS_BINDINGS_MAX);
            return;
        }
        struct settings_binding *binding = &settings->binding[settings->binding_count++];
        snprintf(binding->input, sizeof binding->input, "%s", node->key);
        snprintf(binding->action, sizeof binding->action, "%s", action);
    }
}

static void read_settings(struct doc *doc, const struct settings_words *words,
                          struct settings *settings)
{
    const char *keys[SET_COUNT + 1];
    for (int id = 0; id < SET_COUNT; id++)
        keys[id] = setting_table[id].key;
    keys[SET_COUNT] = BINDINGS_KEY;
    value_known_keys(doc, doc->root, keys, SET_COUNT + 1);
    for (int id = 0; id < SET_COUNT; id++) {
        const struct doc_node *node = doc_item(doc->root, setting_table[id].key);
        int value;
        if (node && read_setting(doc, node, &setting_table[id], &value))
            settings_set(settings, (enum setting_id)id, value);
    }
    read_bindings(doc, doc_item(doc->root, BINDINGS_KEY), words, settings);
}

bool settings_file_load(struct settings *settings, const char *path,
                        const struct settings_words *words, struct problems *problems)
{
    *settings = settings_default();
    if (access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return true;
    int before = problems->count;
    struct doc doc;
    doc_load(&doc, path, problems);
    if (doc.root)
        read_settings(&doc, words, settings);
    doc_finish(&doc);
    return problems->count == before;
}

bool settings_file_set_aside(const char *path, char *aside, size_t size, struct err *err)
{
    char real[PATH_MAX];
    const char *target = realpath(path, real) ? real : path;
    for (int number = 1; number <= ASIDE_MAX; number++) {
        if (snprintf(aside, size, "%s.broken-%d", target, number) >= (int)size)
            return err_set(err, "%s cannot be set aside: its name is too long", path);
        if (access(aside, F_OK) == 0)
            continue;
        if (rename(target, aside) == 0)
            return true;
        return err_set(err, "%s cannot be renamed to %s: %s", path, aside, strerror(errno));
    }
    return err_set(err, "%s cannot be set aside: %d broken ones lie there already", path,
                   ASIDE_MAX);
}
