//! Rulebook files: any text is a rulebook or an error that says where.

pub fn run(data: &[u8]) {
    let text = crate::text(data);
    if let Ok(document) = jicai::rulebook::Document::from_toml(text) {
        let _ = jicai::award::Rulebook::from_document(document.clone());
        let _ = jicai::differential::Rulebook::from_document(document.clone());
        let _ = jicai::payment::Rulebook::from_document(document.clone());
        let _ = jicai::credit::Rulebook::from_document(document.clone());
        let _ = jicai::credit::BarRulebook::from_document(document.clone());
        let _ = jicai::volume::Rulebook::from_document(document.clone());
        let _ = jicai::execution::Rulebook::from_document(document);
    }
    let _ = jicai::award::Rulebook::from_json(text);
    let _ = jicai::differential::Rulebook::from_json(text);
    let _ = jicai::payment::Rulebook::from_json(text);
    let _ = jicai::credit::Rulebook::from_json(text);
    let _ = jicai::credit::BarRulebook::from_json(text);
    let _ = jicai::volume::Rulebook::from_json(text);
    let _ = jicai::execution::Rulebook::from_json(text);
}
