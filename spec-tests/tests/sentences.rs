//! Every step of every vector has a sentence in both languages, and the sentence uses the facts of the step.

use serde_json::{Map, Value};

fn vectors() -> Vec<Map<String, Value>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .filter(|file| !file.ends_with("award-limits.json"))
        .flat_map(|file| serde_json::from_slice::<Vec<Map<String, Value>>>(&std::fs::read(file).unwrap()).unwrap())
        .collect()
}

fn explanation(vector: &Map<String, Value>, language: &str) -> Vec<Value> {
    let mut request: Map<String, Value> = vector
        .iter()
        .filter(|(key, _)| ["function", "rulebook", "input"].contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    request.insert("options".into(), serde_json::json!({ "language": language }));
    let response: Value = serde_json::from_str(&jicai::evaluate(Value::from(request).to_string())).unwrap();
    response["explanation"].as_array().cloned().unwrap_or_default()
}

#[test]
fn every_step_has_a_sentence_in_both_languages() {
    let mut steps = 0;
    for vector in vectors() {
        let (zh, en) = (explanation(&vector, "zh"), explanation(&vector, "en"));
        assert_eq!(zh.len(), en.len());
        for (zh, en) in zh.iter().zip(&en) {
            assert_eq!((&zh["clause"], &zh["facts"]), (&en["clause"], &en["facts"]));
            let clause = zh["clause"].as_str().unwrap().rsplit('#').next().unwrap();
            let (zh_text, en_text) = (zh["text"].as_str().unwrap(), en["text"].as_str().unwrap());
            // An id may begin or end with a blank, and then the sentence has it, too.
            let blank = |fact: &Value| fact.as_str().is_some_and(|text| text.trim() != text);
            let subject = zh["subject"].as_str().unwrap();
            let name = subject.split_once(':').map_or(subject, |(_, id)| id);
            let has_blanks = zh["facts"].as_object().unwrap().values().any(blank) || name.trim() != name;
            // A step without a sentence of its own would be printed as its words.
            for (text, colon) in [(zh_text, "："), (en_text, ": ")] {
                assert_ne!(text, format!("{clause}{colon}{}", zh["outcome"].as_str().unwrap()), "{vector:?}");
                assert!(has_blanks || !text.contains("  "), "{text}");
                assert!(!text.contains("``") && !text.ends_with([',', '，', ' ']), "{text}");
            }
            assert!(zh_text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{zh_text}");
            // Prices, limits and anchors that were compared stand in the sentence; a price alone was compared with nothing.
            let compared = zh["facts"].get("limit").is_some() && clause != "filter";
            for name in ["price", "limit", "anchor"].into_iter().filter(|_| compared) {
                if let Some(fact) = zh["facts"][name].as_str() {
                    let short = fact.trim_end_matches('0').trim_end_matches('.');
                    assert!(zh_text.contains(short) && en_text.contains(short), "{name} {fact}: {zh_text} / {en_text}");
                }
            }
            steps += 1;
        }
    }
    assert!(steps > 1000, "only {steps} steps");
}
