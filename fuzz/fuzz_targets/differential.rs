#![cfg_attr(fuzzing, no_main)]

jicai_fuzz::area!("differential");
