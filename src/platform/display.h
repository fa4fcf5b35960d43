/// Which of the displays a window belongs on.
#pragma once

/// SDL's index of the display that the user calls `number` (from 1). The display with the pointer,
/// where somebody looks, if `number` is 0 or there is no such display at the moment.
int display_of_number(int number);
