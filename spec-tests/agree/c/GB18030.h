/* The example, asking the other door: the same call with an encoding in front. */
#include "jicai.h"
#define jicai_evaluate(...) jicai_evaluate_encoded(JICAI_ENCODING_GB18030, __VA_ARGS__)
