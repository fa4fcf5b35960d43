/// Plain spoken English, kind, and nothing that only a doctor could promise.
#include "screens/texts.h"

const struct text texts[TEXT_COUNT] = {
    [TEXT_BEFORE] =
        {.title = "Before you begin",
         .block =
             {
                 {TEXT_POINT, "A mat on the floor, or a firm mattress.", 0},
                 {TEXT_POINT, "Loose clothes, and a dim, quiet room.", 0},
                 {TEXT_POINT, "A free bit of wall for the last pose.", 0},
                 {TEXT_POINT, "Go slowly. If something hurts, stop.", 0},
                 {TEXT_POINT,
                  "A bad back, a condition, or pregnant? Ask somebody who knows your health first.",
                  0},
                 {TEXT_POINT, "You need not look. Everything is said before your head turns away.",
                  0},
             }},
    [TEXT_EVENING] =
        {.title = "How the evening goes",
         .block =
             {
                 {TEXT_PARAGRAPH,
                  "Seven poses, a minute each, then rest. Nothing has to be pressed on the way.",
                  0},
                 {TEXT_PARAGRAPH,
                  "A voice tells each move before you make it. The ring shows the time that is "
                  "left in "
                  "a pose, and the disc inside it breathes with you.",
                  0},
                 {TEXT_PARAGRAPH,
                  "At the end, picture and sound fade away. There is nothing to switch off.", 0},
                 {TEXT_PARAGRAPH,
                  "Any button pauses. Then choose: go on, hear it again, skip a pose, or leave it "
                  "out "
                  "for tonight.",
                  0},
             }},
    [TEXT_DO] = {.title = "What helps, and what does not",
                 .block =
                     {
                         {TEXT_HEADING, "What helps", 0},
                         {TEXT_POINT, "Most evenings, at about the same time.", 0},
                         {TEXT_POINT, "Slow moves, with the breath going all the time.", 0},
                         {TEXT_POINT,
                          "Listening to your body. Less is fine, and so is leaving a pose out.", 0},
                         {TEXT_HEADING, "What does not", 0},
                         {TEXT_POINT, "Hurrying, or pushing into a stretch.", 0},
                         {TEXT_POINT, "Holding your breath.", 0},
                         {TEXT_POINT, "Tight clothes, bright light, noise.", 0},
                         {TEXT_POINT, "Going on although something hurts.", 0},
                     }},
    [TEXT_FLEXIBLE] =
        {.title = "I am not flexible at all",
         .block =
             {
                 {TEXT_PARAGRAPH,
                  "You need not be. Nobody measures how far you come, and a small move counts as "
                  "much "
                  "as a large one.",
                  0},
                 {TEXT_PARAGRAPH,
                  "Every pose has an easier way: a cushion under the knees, a blanket under the "
                  "heels. Find it under Poses.",
                  0},
             }},
    [TEXT_OFTEN] =
        {.title = "May I do it every night?",
         .block =
             {
                 {TEXT_PARAGRAPH,
                  "Yes. The poses are gentle, and most people get more out of a little every night "
                  "than of a lot now and then.",
                  0},
             }},
    [TEXT_MAT] = {.title = "On a mat or in bed?",
                  .block =
                      {
                          {TEXT_PARAGRAPH,
                           "Both are fine if they are firm. On a soft bed the back sinks in, and "
                           "the twist and "
                           "the bridge become hard to hold.",
                           0},
                          {TEXT_PARAGRAPH, "On a hard floor a blanket under the knees is kind.", 0},
                      }},
    [TEXT_PAIN] = {.title = "I have pain, or a condition",
                   .block =
                       {
                           {TEXT_PARAGRAPH,
                            "Please ask a doctor or a physiotherapist first: with a slipped disc, "
                            "an injury or "
                            "illness of the spine, brittle bones, glaucoma, high blood pressure, "
                            "or while you "
                            "are pregnant.",
                            0},
                           {TEXT_PARAGRAPH,
                            "Each pose says under Poses who leaves it out. To skip one tonight, "
                            "pause and choose "
                            "\xe2\x80\x9cLeave it out tonight\xe2\x80\x9d.",
                            0},
                           {TEXT_PARAGRAPH,
                            "A mild pull is all right. Pain is not: stop, and if it stays, have it "
                            "looked at.",
                            0},
                       }},
    [TEXT_SOON] =
        {.title = "When will I notice something?",
         .block =
             {
                 {TEXT_PARAGRAPH,
                  "Some feel looser after the first week, many after two to four. People tell of a "
                  "back that is less stiff in the morning, of easier sleep, of sitting and "
                  "standing "
                  "more upright.",
                  0},
                 {TEXT_PARAGRAPH, "Nobody can promise it. It is also just a calm end of the day.",
                  0},
             }},
    [TEXT_LENGTH] = {.title = "Is such a short time enough?",
                     .block =
                         {
                             {TEXT_PARAGRAPH,
                              "To begin with, yes. Seven minutes with your mind on them, most "
                              "nights, do more than "
                              "an hour that never happens.",
                              0},
                         }},
    [TEXT_MORNING] = {.title = "In the morning instead?",
                      .block =
                          {
                              {TEXT_PARAGRAPH,
                               "Gladly, or at both ends of the day. In the morning the back is "
                               "stiffer: take even "
                               "more time.",
                               0},
                          }},
    [TEXT_WARM_UP] = {.title = "Do I have to warm up?",
                      .block =
                          {
                              {TEXT_PARAGRAPH,
                               "No. It begins lying down, and the first pose is the warm-up. Start "
                               "with a few slow "
                               "breaths.",
                               0},
                          }},
    [TEXT_MISSED] = {.title = "I missed a night",
                     .block =
                         {
                             {TEXT_PARAGRAPH,
                              "Nothing is lost. Nobody counts against you. Take it up again when "
                              "you feel like it.",
                              0},
                         }},
    [TEXT_ASLEEP] =
        {.title = "What if I fall asleep?",
         .block =
             {
                 {TEXT_PARAGRAPH,
                  "Then it has done its work. The screen goes dark by itself and stays dark.", 0},
             }},
};
