//! The JSON door: any bytes give a response that is JSON, and the same one again.

pub fn run(request: &[u8]) {
    let response = jicai::evaluate(request);
    assert!(response.starts_with("{\"value\":") || response.starts_with("{\"error\":"));
    assert!(!response.contains("\"code\":\"internal\""));
    assert_eq!(response, jicai::evaluate(request));
}
