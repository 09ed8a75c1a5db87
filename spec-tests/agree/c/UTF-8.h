/* The example as it is: it asks jicai_evaluate. */
