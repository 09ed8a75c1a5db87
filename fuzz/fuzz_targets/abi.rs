#![cfg_attr(fuzzing, no_main)]

jicai_fuzz::target!(jicai_fuzz::abi::run);
