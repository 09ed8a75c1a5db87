//! The rules of `rules/` in the engines, each prepared as far as its documentation shows.

use std::sync::Arc;

use cedar_policy::{
    Authorizer, Context, Decision as Verdict, Entities, EntityUid, PolicySet, Request, RestrictedExpression,
};
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Rc};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};
use zen_engine::DecisionEngine;
use zen_engine::model::DecisionContent;
use zen_expression::expression::Standard;
use zen_expression::{Expression, Variable, compile_expression};

const AWARD_REGO: &str = include_str!("../../rules/award.rego");
const SPLIT_REGO: &str = include_str!("../../rules/split.rego");
const AWARD_CEDAR: &str = include_str!("../../rules/award.cedar");
const AWARD_JS: &str = include_str!("../../rules/award.js");
const SPLIT_JS: &str = include_str!("../../rules/split.js");
const ZEN: &str = include_str!("../../rules/zen.json");

/// The interpreter of regorus, as its README shows it.
pub fn rego() -> Engine {
    let mut engine = Engine::new();
    engine.add_policy("award.rego".into(), AWARD_REGO.into()).expect("a policy");
    engine.add_policy("split.rego".into(), SPLIT_REGO.into()).expect("a policy");
    engine
}

/// Its virtual machine, which keeps one entry point compiled.
pub fn rego_machine(rule: &str) -> RegoVM {
    let policy = rego().compile_with_entrypoint(&Rc::from(rule)).expect("a rule");
    let program = Compiler::compile_from_policy(&policy, &[rule]).expect("a program");
    let mut machine = RegoVM::new();
    machine.load_program(program);
    machine.set_max_instructions(usize::MAX);
    machine
}

pub fn rego_value(value: &Value) -> regorus::Value {
    regorus::Value::from_json_str(&value.to_string()).expect("a value")
}

/// A decision of zen-engine with one node: a JavaScript function, or an entry of `zen.json`. A thread of its own is not needed.
pub struct Zen {
    decision: zen_engine::Decision,
    runtime: Runtime,
}

impl Zen {
    pub fn new(kind: &str) -> Self {
        let place = json!({ "x": 0, "y": 0 });
        let node = |id: &str, kind: &str, content: Value| json!({ "id": id, "name": id, "type": kind, "position": place, "content": content });
        let rule = match kind {
            "award.js" => node("rule", "functionNode", json!({ "source": AWARD_JS })),
            "split.js" => node("rule", "functionNode", json!({ "source": SPLIT_JS })),
            kind => node("rule", "expressionNode", entry(kind)),
        };
        let edge = |from: &str, to: &str| json!({ "id": from, "type": "edge", "sourceId": from, "targetId": to });
        let graph = json!({
            "contentType": "application/vnd.gorules.decision",
            "nodes": [node("in", "inputNode", json!({})), rule, node("out", "outputNode", json!({}))],
            "edges": [edge("in", "rule"), edge("rule", "out")],
        });
        let content: DecisionContent = serde_json::from_value(graph).expect("a graph");
        let mut decision = DecisionEngine::default().create_decision(Arc::new(content)).expect("a decision");
        decision.compile();
        Self { decision, runtime: Builder::new_current_thread().enable_all().build().expect("a runtime") }
    }

    pub fn evaluate(&self, given: &Variable) -> Variable {
        self.runtime.block_on(self.decision.evaluate(given.clone())).expect("an answer").result
    }
}

fn entry(kind: &str) -> Value {
    serde_json::from_str::<Value>(ZEN).expect("JSON")[kind].take()
}

/// An expression of zen-expression, compiled, without a graph around it.
pub fn zen_expression(kind: &str) -> Expression<Standard> {
    compile_expression(entry(kind).as_str().expect("a text")).expect("an expression")
}

/// Cedar decides one request. It knows no list: its caller finds the place of a bid and the lowest price.
pub struct Cedar {
    policies: PolicySet,
    authorizer: Authorizer,
    entities: Entities,
    action: EntityUid,
    lot: EntityUid,
    bids: Vec<EntityUid>,
}

impl Cedar {
    pub fn new(action: &str) -> Self {
        let uid = |text: String| text.parse().expect("an id");
        Self {
            policies: AWARD_CEDAR.parse().expect("policies"),
            authorizer: Authorizer::new(),
            entities: Entities::empty(),
            action: uid(format!("Action::\"{action}\"")),
            lot: uid("Lot::\"lot\"".to_owned()),
            bids: (0..10).map(|bid| uid(format!("Bid::\"{bid}\""))).collect(),
        }
    }

    pub fn allows(&self, bid: usize, context: [(&str, RestrictedExpression); 3]) -> bool {
        let context = Context::from_pairs(context.map(|(name, value)| (name.to_owned(), value))).expect("a context");
        let (bid, action, lot) = (self.bids[bid].clone(), self.action.clone(), self.lot.clone());
        let request = Request::new(bid, action, lot, context, None).expect("a request");
        let answer = self.authorizer.is_authorized(&request, &self.policies, &self.entities);
        assert_eq!(answer.diagnostics().errors().count(), 0);
        answer.decision() == Verdict::Allow
    }
}
