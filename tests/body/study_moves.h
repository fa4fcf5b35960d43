/// The study's moves as lists of its postures, with what each step changes: long ways over every
/// kind of contact. Written by a script from the study's poses.yaml.
#pragma once

#include "study_postures.h"

struct study_step {
    enum study_id id;
    float length_s, hop_m;
    bool has_at;
    float at_m[2];
    bool keep_feet;
    bool keep_hand[SIDE_COUNT];
    bool has_hands;
    float hands_m[2];
};

struct study_move {
    const char *name;
    struct study_step step[16];
};

static const struct study_move study_move[] = {
    {"01_start_to_apanasana",
     {
         {.id = STUDY_SAVASANA, .length_s = 0},
         {.id = STUDY_HOOK, .length_s = 2.2},
         {.id = STUDY_REACH_KNEES, .length_s = 1.4},
         {.id = STUDY_APANASANA, .length_s = 1.4},
     }},
    {"02_apanasana_to_twist_right",
     {
         {.id = STUDY_APANASANA, .length_s = 0},
         {.id = STUDY_REACH_KNEES, .length_s = 1.2},
         {.id = STUDY_TABLE, .length_s = 1.8},
         {.id = STUDY_TWIST_RIGHT_OPEN, .length_s = 2.6},
         {.id = STUDY_TWIST_RIGHT, .length_s = 1.6},
     }},
    {"03_twist_right_to_twist_left",
     {
         {.id = STUDY_TWIST_RIGHT, .length_s = 0},
         {.id = STUDY_TWIST_RIGHT_OPEN, .length_s = 1.4},
         {.id = STUDY_TABLE, .length_s = 2.2},
         {.id = STUDY_TWIST_LEFT_OPEN, .length_s = 2.4},
         {.id = STUDY_TWIST_LEFT, .length_s = 1.6},
     }},
    {"04_twist_left_to_all_fours",
     {
         {.id = STUDY_TWIST_LEFT, .length_s = 0},
         {.id = STUDY_TWIST_LEFT_OPEN, .length_s = 1.2},
         {.id = STUDY_TABLE, .length_s = 2},
         {.id = STUDY_REACH_KNEES, .length_s = 1.4},
         {.id = STUDY_SIDE_RIGHT, .length_s = 1.8},
         {.id = STUDY_PRESS_UP, .length_s = 1.8},
         {.id = STUDY_ALL_FOURS, .length_s = 1.8},
     }},
    {"05_cat_cow_breath",
     {
         {.id = STUDY_ALL_FOURS, .length_s = 0},
         {.id = STUDY_COW, .length_s = 4},
         {.id = STUDY_CAT, .length_s = 5},
         {.id = STUDY_COW, .length_s = 4},
     }},
    {"06_cat_cow_to_childs",
     {
         {.id = STUDY_ALL_FOURS, .length_s = 0},
         {.id = STUDY_KNEES_WIDE, .length_s = 1.6},
         {.id = STUDY_CHILDS, .length_s = 2.6, .has_hands = true, .hands_m = {0.62, 0.22}},
         {.id = STUDY_CHILDS, .length_s = 1.4},
     }},
    {"07_childs_to_bridge",
     {
         {.id = STUDY_CHILDS, .length_s = 0},
         {.id = STUDY_HALF_RISE, .length_s = 2},
         {.id = STUDY_HEEL_SIT, .length_s = 1.6},
         {.id = STUDY_OFF_HEELS, .length_s = 1.1},
         {.id = STUDY_SIDE_SIT, .length_s = 1.2},
         {.id = STUDY_TURN_SIT, .length_s = 1.8},
         {.id = STUDY_SIT, .length_s = 1.4, .has_at = true, .at_m = {0.14, -0.04}},
         {.id = STUDY_ROLL_DOWN, .length_s = 1.6, .has_at = true, .at_m = {0.09, -0.02}},
         {.id = STUDY_BRIDGE_LOW, .length_s = 1.8},
         {.id = STUDY_BRIDGE_HIGH, .length_s = 3},
     }},
    {"08_bridge_to_legs_up_wall",
     {
         {.id = STUDY_BRIDGE_HIGH, .length_s = 0},
         {.id = STUDY_BRIDGE_LOW, .length_s = 3},
         {.id = STUDY_SIDE_RIGHT, .length_s = 2},
         {.id = STUDY_SIDE_PROP, .length_s = 1.8},
         {.id = STUDY_SIT_FRONT, .length_s = 1.6},
         {.id = STUDY_SIT_FRONT,
          .length_s = 0.9,
          .hop_m = 0.03,
          .has_at = true,
          .at_m = {0.44, -0.14},
          .keep_feet = true,
          .keep_hand[SIDE_LEFT] = true},
         {.id = STUDY_SIT_FRONT, .length_s = 0.8, .has_at = true, .at_m = {0.44, -0.14}},
         {.id = STUDY_SIT_FRONT,
          .length_s = 0.9,
          .hop_m = 0.03,
          .has_at = true,
          .at_m = {0.73, -0.1},
          .keep_feet = true,
          .keep_hand[SIDE_LEFT] = true},
         {.id = STUDY_SIT_WALL, .length_s = 1},
         {.id = STUDY_SIT_WALL, .length_s = 0.5},
         {.id = STUDY_TIP, .length_s = 1.8},
         {.id = STUDY_SWING, .length_s = 1.5},
         {.id = STUDY_LEGS_UP_WALL, .length_s = 1.8},
     }},
    {"09_legs_up_wall_to_savasana",
     {
         {.id = STUDY_LEGS_UP_WALL, .length_s = 0},
         {.id = STUDY_KNEES_IN_WALL, .length_s = 2.4},
         {.id = STUDY_SIDE_WALL, .length_s = 2},
         {.id = STUDY_SIDE_WALL, .length_s = 0.8},
         {.id = STUDY_SIDE_PROP, .length_s = 2, .has_at = true, .at_m = {0.62, -0.08}},
         {.id = STUDY_SIT_FRONT, .length_s = 1.6, .has_at = true, .at_m = {0.62, -0.14}},
         {.id = STUDY_SIT_FRONT,
          .length_s = 0.9,
          .hop_m = 0.03,
          .has_at = true,
          .at_m = {0.32, -0.14},
          .keep_feet = true,
          .keep_hand[SIDE_RIGHT] = true},
         {.id = STUDY_SIT_FRONT, .length_s = 0.8, .has_at = true, .at_m = {0.32, -0.14}},
         {.id = STUDY_SIT, .length_s = 1.8, .has_at = true, .at_m = {0.12, 0}},
         {.id = STUDY_ROLL_DOWN, .length_s = 1.8, .has_at = true, .at_m = {0.08, 0}},
         {.id = STUDY_HOOK, .length_s = 1.8},
         {.id = STUDY_SAVASANA, .length_s = 2.6},
     }},
};
