//! Times of ways to do the same thing, and what each got wrong.

use std::time::Instant;

use serde_json::{Value, json};

const BATCH_NANOSECONDS: u128 = 20_000_000;

/// One way: what it decides, how it is run, and what it got wrong.
pub struct Way<'a> {
    pub name: &'static str,
    pub decides: &'static str,
    pub run: Box<dyn FnMut() + 'a>,
    pub wrong: [usize; 2],
    /// Lots or lines that one run decides.
    pub size: usize,
}

/// All ways in turn, so that what else the machine does meets all of them; short ones many times a turn.
pub fn measure(task: &str, unit: &str, wrong: [&str; 2], mut ways: Vec<Way>, turns: usize) -> Value {
    let calls: Vec<u128> = ways
        .iter_mut()
        .map(|way| {
            (way.run)();
            let mut calls = 1;
            while nanoseconds(&mut way.run, calls) < BATCH_NANOSECONDS / 4 {
                calls *= 2;
            }
            (calls * BATCH_NANOSECONDS / nanoseconds(&mut way.run, calls)).max(1)
        })
        .collect();
    let mut times: Vec<Vec<f64>> = vec![vec![]; ways.len()];
    for _ in 0..turns {
        for (at, way) in ways.iter_mut().enumerate() {
            let took = nanoseconds(&mut way.run, calls[at]);
            times[at].push(took as f64 / calls[at] as f64 / way.size as f64);
        }
    }
    let shown = ways.iter().zip(times).map(|(way, times)| {
        json!({ "name": way.name, "decides": way.decides, "wrong": way.wrong, "size": way.size,
            "is_ours": way.name.starts_with("jicai"), "times": times })
    });
    json!({ "task": task, "unit": unit, "wrong": wrong, "ways": shown.collect::<Vec<_>>() })
}

fn nanoseconds(run: &mut Box<dyn FnMut() + '_>, calls: u128) -> u128 {
    let start = Instant::now();
    for _ in 0..calls {
        run();
    }
    start.elapsed().as_nanos()
}
