/// Plain spoken English, kind, and nothing that only a doctor could promise.
#include "screens/texts.h"

const struct text texts[TEXT_COUNT] = {
    [TEXT_BEFORE] = {.title = "Before you begin",
                     .block =
                         {
                             {TEXT_POINT, "A mat on the floor, or a firm mattress.", 0},
                             {TEXT_POINT, "Loose clothes, and a dim, quiet room.", 0},
                             {TEXT_POINT, "A free bit of wall for the last pose.", 0},
                             {TEXT_POINT, "Go slowly. If something hurts, stop.", 0},
                             {TEXT_POINT,
                              "A bad back, a condition, or pregnant? Ask your doctor first.", 0},
                             {TEXT_POINT, "You need not look: a voice tells every move.", 0},
                         }},
    [TEXT_EVENING] =
        {.title = "How the evening goes",
         .block =
             {
                 {TEXT_PARAGRAPH, "Seven poses, a minute each, then rest. Nothing to press.", 0},
                 {TEXT_PARAGRAPH,
                  "A voice tells each move before you make it. The ring is the time left in a "
                  "pose; "
                  "the disc inside it breathes with you.",
                  0},
                 {TEXT_PARAGRAPH, "At the end, picture and sound fade away by themselves.", 0},
                 {TEXT_PARAGRAPH,
                  "Any button pauses. There you can hear it again, change or skip a pose, and set "
                  "light and loudness.",
                  0},
             }},
    [TEXT_DO] = {.title = "What helps, and what does not",
                 .block =
                     {
                         {TEXT_HEADING, "What helps", 0},
                         {TEXT_POINT, "Most evenings, at about the same time.", 0},
                         {TEXT_POINT, "Slow moves, breathing all the time.", 0},
                         {TEXT_POINT, "Less is fine. So is skipping a pose.", 0},
                         {TEXT_HEADING, "What does not", 0},
                         {TEXT_POINT, "Hurrying, or pushing into a stretch.", 0},
                         {TEXT_POINT, "Holding your breath.", 0},
                         {TEXT_POINT, "Tight clothes, bright light, noise.", 0},
                         {TEXT_POINT, "Going on when something hurts.", 0},
                     }},
    [TEXT_FLEXIBLE] =
        {.title = "I am not flexible at all",
         .block =
             {
                 {TEXT_PARAGRAPH, "You need not be. A small move counts as much as a large one.",
                  0},
                 {TEXT_PARAGRAPH,
                  "Every pose has an easier way, with a cushion or a blanket. Find it under Poses.",
                  0},
             }},
    [TEXT_OFTEN] = {.title = "May I do it every night?",
                    .block =
                        {
                            {TEXT_PARAGRAPH,
                             "Yes. The poses are gentle, and a little every night does most "
                             "people more good than a lot now and then.",
                             0},
                        }},
    [TEXT_MAT] =
        {.title = "On a mat or in bed?",
         .block =
             {
                 {TEXT_PARAGRAPH,
                  "Both, if they are firm. On a soft bed the twist and the bridge become hard.", 0},
                 {TEXT_PARAGRAPH, "On a hard floor a blanket under the knees is kind.", 0},
             }},
    [TEXT_PAIN] =
        {.title = "I have pain, or a condition",
         .block =
             {
                 {TEXT_PARAGRAPH,
                  "Ask a doctor or a physiotherapist first: with a slipped disc, an injury or "
                  "illness of the spine, brittle bones, glaucoma, high blood pressure, or when "
                  "pregnant.",
                  0},
                 {TEXT_PARAGRAPH,
                  "Each pose says under Poses who leaves it out. To do so, pause and choose "
                  "\xe2\x80\x9cSkip this pose tonight\xe2\x80\x9d.",
                  0},
                 {TEXT_PARAGRAPH,
                  "A mild pull is all right. Pain is not: stop, and if it stays, see a doctor.", 0},
             }},
    [TEXT_SOON] =
        {.title = "When will I notice something?",
         .block =
             {
                 {TEXT_PARAGRAPH,
                  "Some feel looser after a week, many after two to four: less stiff in the "
                  "morning, easier asleep.",
                  0},
                 {TEXT_PARAGRAPH, "Nobody can promise it. It is a calm end of the day anyway.", 0},
             }},
    [TEXT_LENGTH] =
        {.title = "Is such a short time enough?",
         .block =
             {
                 {TEXT_PARAGRAPH,
                  "To begin with, yes. Seven minutes most nights do more than an hour that never "
                  "happens.",
                  0},
             }},
    [TEXT_MORNING] = {.title = "In the morning instead?",
                      .block =
                          {
                              {TEXT_PARAGRAPH,
                               "Gladly. The back is stiffer then: take even more time.", 0},
                          }},
    [TEXT_WARM_UP] = {.title = "Do I have to warm up?",
                      .block =
                          {
                              {TEXT_PARAGRAPH,
                               "No. It begins lying down, and the first pose is the warm-up.", 0},
                          }},
    [TEXT_MISSED] = {.title = "I missed a night",
                     .block =
                         {
                             {TEXT_PARAGRAPH,
                              "Nothing is lost, and nobody counts. Go on when you like.", 0},
                         }},
    [TEXT_ASLEEP] =
        {.title = "What if I fall asleep?",
         .block =
             {
                 {TEXT_PARAGRAPH,
                  "Then it has done its work. The screen goes dark by itself and stays dark.", 0},
             }},
};
