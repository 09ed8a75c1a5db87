//! The words of the execution rules.

use crate::words::choices;

choices! {
    /// How the days of the contract period are counted.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::DayCount;
    /// let question: jicai::execution::ProgressQuestion = serde_json::from_str(r#"{ "as_of": "2025-03-31" }"#)?;
    /// assert_eq!(question.day_count, DayCount::Inclusive); // where it is left out
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    DayCount {
        /// Both ends belong to it; published bulletins agree with it.
        Inclusive = "inclusive",
        /// The first day does not count.
        Exclusive = "exclusive",
    }
    /// How urgent an order is.
    Urgency {
        /// Ordinary.
        Ordinary = "ordinary",
        /// Urgent.
        Urgent = "urgent",
    }
    /// What a subject of monitoring is.
    SubjectKind {
        /// Medical institution (医疗机构).
        Institution = "institution",
        /// Product.
        Product = "product",
        /// Manufacturer (生产企业).
        Maker = "maker",
        /// Distributor (配送企业).
        Distributor = "distributor",
        /// Region.
        Region = "region",
    }
    /// How grave an alert is, on the scale of this library.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::Severity;
    /// let mut alerts = [Severity::Notice, Severity::Serious, Severity::Warning];
    /// alerts.sort(); // the worst first
    /// assert_eq!(alerts, Severity::ALL);
    /// ```
    Severity {
        /// Most grave.
        Serious = "serious",
        /// In between.
        Warning = "warning",
        /// Least grave.
        Notice = "notice",
    }
    /// Whose limit an alert is about.
    Basis {
        /// The document's.
        Rulebook = "rulebook",
        /// The caller's.
        Caller = "caller",
        /// The mean of the subjects.
        Mean = "mean",
    }
    /// How a value is held against a limit.
    Comparison {
        /// Less than.
        Below = "lt",
        /// Less than or equal.
        AtMost = "le",
        /// Greater than.
        Above = "gt",
        /// Greater than or equal.
        AtLeast = "ge",
        /// Equal.
        Equal = "eq",
    }
    /// How items make up an assessment.
    Overall {
        /// One item that fails is enough.
        EachItem = "each_item",
        /// The sums count.
        Pooled = "pooled",
    }
    /// Why an item is judged in another way.
    AssessmentException {
        /// Clinical need changed.
        NeedChanged = "need_changed",
        /// The drug was short.
        Shortage = "shortage",
        /// An emergency.
        Emergency = "emergency",
        /// Seasonal need.
        Seasonal = "seasonal",
        /// A drug under special monitoring (重点监控).
        KeyMonitored = "key_monitored",
        /// A public health event.
        PublicHealthEvent = "public_health_event",
    }
    /// A test of the assessment.
    AssessmentTest {
        /// Is the agreed volume done?
        AgreedVolume = "agreed_volume",
        /// Is the share of non-winners small enough?
        NonWinnerShare = "non_winner_share",
    }
    /// How an item or the whole is judged.
    AssessmentVerdict {
        /// It passes.
        Qualified = "qualified",
        /// It fails.
        Unqualified = "unqualified",
        /// It is not judged.
        Exempt = "exempt",
    }
    /// Why an item fails, in the order of the rules.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::AssessmentReason;
    /// let reasons = [AssessmentReason::NonWinnerShareOverLimit, AssessmentReason::AgreedVolumeUnfinished];
    /// assert_eq!(reasons.iter().min().unwrap().as_str(), "agreed_volume_unfinished"); // tested first
    /// ```
    AssessmentReason {
        /// Less than the agreed volume was bought.
        AgreedVolumeUnfinished = "agreed_volume_unfinished",
        /// Too much was bought of non-winners.
        NonWinnerShareOverLimit = "non_winner_share_over_limit",
        /// The share of winners was not kept.
        WinnerShareNotKept = "winner_share_not_kept",
    }
    /// Who is supervised.
    Party {
        /// A medical institution.
        Institution = "institution",
        /// A firm.
        Firm = "firm",
    }
    /// Where a party stands.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{FinalState, LadderStep, State};
    /// // Every step and every end of a ladder is a state; the two others are its beginning and an open choice.
    /// let others = State::ALL.len() - LadderStep::ALL.len() - FinalState::ALL.len();
    /// assert_eq!(others, [State::Clear, State::DecisionPending].len());
    /// assert_eq!(State::from(LadderStep::Interview), State::Interview);
    /// ```
    State {
        /// Nothing is open.
        Clear = "clear",
        /// A letter of inquiry was sent (函询).
        Inquiry = "inquiry",
        /// It was reminded (提醒).
        Remind = "remind",
        /// It was interviewed (约谈).
        Interview = "interview",
        /// It was admonished (告诫).
        Admonish = "admonish",
        /// It is rated dishonest (失信评级).
        CreditRating = "credit_rating",
        /// It is handled under the insurance agreement (协议管理处置).
        AgreementHandling = "agreement_handling",
        /// It is penalised under the tender.
        TenderPenalty = "tender_penalty",
        /// Its award is withdrawn (取消中选资格).
        Disqualified = "disqualified",
        /// The document names several consequences: one is to be chosen.
        DecisionPending = "decision_pending",
    }
    /// What happens to a party.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, Event, Rulebook, State};
    /// let step = execution::escalate(&*Rulebook::builtin("execution/hebei-supply-2025")?, &serde_json::from_str(
    ///     r#"{ "party": "firm", "state": "credit_rating", "event": "serious", "on": "2025-09-01" }"#)?)?;
    /// assert_eq!(step.next_state, State::Disqualified);
    /// assert_eq!(step.allowed_events, Vec::<Event>::new()); // nothing comes after it
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Event {
        /// An alert is raised.
        Alert = "alert",
        /// It has mended the matter (整改到位).
        Rectified = "rectified",
        /// It has not mended the matter by the deadline.
        NotRectified = "not_rectified",
        /// The case is serious.
        Serious = "serious",
        /// It does not sign the agreement.
        UnsignedAgreement = "unsigned_agreement",
        /// One of several consequences is chosen.
        Decision = "decision",
    }
    /// A step of a ladder of measures.
    LadderStep {
        /// Letter of inquiry (函询).
        Inquiry = "inquiry",
        /// Reminder (提醒).
        Remind = "remind",
        /// Interview (约谈).
        Interview = "interview",
        /// Admonition (告诫).
        Admonish = "admonish",
    }
    /// Where a ladder ends.
    FinalState {
        /// Rated dishonest (失信评级).
        CreditRating = "credit_rating",
        /// Handled under the insurance agreement (协议管理处置).
        AgreementHandling = "agreement_handling",
        /// Penalised under the tender.
        TenderPenalty = "tender_penalty",
        /// The award is withdrawn (取消中选资格).
        Disqualified = "disqualified",
    }
    /// In which order the steps of a ladder are taken.
    LadderOrder {
        /// One after another.
        Sequential = "sequential",
    }
    /// What an invoice is for.
    ProductKind {
        /// A drug.
        Drug = "drug",
        /// A medical consumable (医用耗材).
        Consumable = "consumable",
    }
    /// How a settlement date is found.
    SettlementKind {
        /// So many days after the start.
        DaysAfter = "days_after",
        /// The last day of the next month.
        EndOfNextMonth = "end_of_next_month",
        /// A day of the next month.
        DayOfNextMonth = "day_of_next_month",
    }
    /// How an invoice stands.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, InvoiceStatus, Rulebook};
    /// let due = execution::settlement_due(&*Rulebook::builtin("execution/cn-2021-settlement")?, &serde_json::from_str(
    ///     r#"{ "as_of": "2025-01-31", "invoices": [ { "invoice": "i", "start_on": "2024-12-01", "amount": "10" } ] }"#)?)?;
    /// assert_eq!(due.invoices[0].status, InvoiceStatus::DueToday); // the last day is still in time
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    InvoiceStatus {
        /// Paid in full, in time.
        PaidOnTime = "paid_on_time",
        /// Paid in full, late.
        PaidLate = "paid_late",
        /// Not paid in full, and past due.
        Overdue = "overdue",
        /// Not paid in full, due today.
        DueToday = "due_today",
        /// Not due yet.
        NotDue = "not_due",
    }
    /// What is prepaid.
    PrepaymentKind {
        /// Tender goods (集采预付).
        Vbp = "vbp",
        /// Ordinary working capital (基金预付).
        Fund = "fund",
    }
    /// An insurance fund.
    FundKind {
        /// Of employees (职工).
        Employee = "employee",
        /// Of residents (居民).
        Resident = "resident",
    }
    /// Why a fund may not prepay, in the order of the rules.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, FundReason, Prepayment, Rulebook};
    /// let answer = execution::prepayment(&*Rulebook::builtin("execution/cn-2024-fund-prepay")?, &serde_json::from_str(
    ///     r#"{ "kind": "fund", "fund": "resident", "balance_months": "5.9", "deficit_last_year": false, "deficit_forecast": true,
    ///          "monthly_spend": [ "110" ], "year": 2026 }"#)?)?;
    /// assert!(matches!(answer, Prepayment::Fund(answer) if answer.reasons == [FundReason::BalanceBelowMinimum, FundReason::DeficitForecast]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    FundReason {
        /// Its balance covers too few months.
        BalanceBelowMinimum = "balance_below_minimum",
        /// It had a deficit last year.
        DeficitLastYear = "deficit_last_year",
        /// A deficit is forecast.
        DeficitForecast = "deficit_forecast",
    }
    /// For what the rules of price marks differ.
    MarkClass {
        /// Consistency evaluation passed (已过评).
        Evaluated = "evaluated",
        /// Reference product (参比制剂).
        Reference = "reference",
        /// Not evaluated (未过评).
        NotEvaluated = "not_evaluated",
        /// Winner that does not supply this province (中选非供应).
        WinnerNotSupplying = "winner_not_supplying",
        /// Same name, form and specification (三同).
        ThreeSame = "three_same",
        /// Chemical drug.
        Chemical = "chemical",
        /// Biological product.
        Biological = "biological",
        /// Traditional Chinese medicine.
        Tcm = "tcm",
    }
    /// The mark of a price.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::Mark;
    /// // From the mildest to the gravest, but for `marked`, of which the colour is not published.
    /// assert!(Mark::None < Mark::Yellow && Mark::Yellow < Mark::Red && Mark::Red < Mark::Suspended);
    /// ```
    Mark {
        /// No mark.
        None = "none",
        /// Yellow (黄标).
        Yellow = "yellow",
        /// Red (红标).
        Red = "red",
        /// Listing suspended (暂停挂网).
        Suspended = "suspended",
        /// Marked: the split into red and yellow is not published.
        Marked = "marked",
    }
    /// What a mark's limits are multiples of.
    Anchor {
        /// The highest national winning price of the drug.
        HighestWinning = "highest_winning",
        /// The lower of the highest listing price and the yellow limit of the evaluated.
        Reference = "reference",
        /// The 75th percentile of listing prices.
        P75Listing = "p75_listing",
        /// The lowest listing price.
        LowestListing = "lowest_listing",
    }
    /// Whether a generic passed the consistency evaluation.
    Consistency {
        /// It did.
        Evaluated = "evaluated",
        /// It did not.
        NotEvaluated = "not_evaluated",
    }
    /// How "1.5 times own price or the highest winning price" is read.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::{self, NonSupplyReading, Rulebook};
    /// let cap = |reading: NonSupplyReading| execution::non_supply_cap(&*Rulebook::builtin("execution/henan-2026-marks")?, &serde_json::from_value(
    ///     serde_json::json!({ "non_supply_reading": reading, "items": [ { "item": "a", "own_winning_price": "10", "highest_price": "12" } ] })).unwrap());
    /// assert_eq!(cap(NonSupplyReading::Either)?.items[0].cap.to_string(), "15"); // 1.5 × 10
    /// assert_eq!(cap(NonSupplyReading::Both)?.items[0].cap.to_string(), "12");
    /// # Ok::<(), jicai::Error>(())
    /// ```
    NonSupplyReading {
        /// One of the two is enough: the higher caps.
        Either = "either",
        /// Both are to be kept: the lower caps.
        Both = "both",
    }
    /// Which of two prices caps.
    CapSource {
        /// The multiple of the own price.
        Own = "own",
        /// The highest winning price.
        Highest = "highest",
        /// They are equal.
        Equal = "equal",
    }
    /// Route of administration.
    DrugRoute {
        /// Injection.
        Injection = "injection",
        /// Oral.
        Oral = "oral",
    }
    /// What a product is to an institution.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::SlotRole;
    /// assert_eq!(serde_json::to_string(&SlotRole::BackupWinner)?, r#""backup_winner""#); // Zhejiang's choice for the second slot
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    SlotRole {
        /// The winner that supplies first (主供).
        MainWinner = "main_winner",
        /// The winner that stands by (备供).
        BackupWinner = "backup_winner",
        /// Another winner.
        OtherWinner = "other_winner",
        /// No winner.
        NonWinner = "non_winner",
    }
    /// Who may take over from a supplier.
    ReplacementRole {
        /// The winner that stands by (备供).
        BackupWinner = "backup_winner",
        /// Another winner.
        OtherWinner = "other_winner",
        /// A substitute from outside the winners.
        Substitute = "substitute",
    }
    /// At which price a substitute supplies.
    SupplyPrice {
        /// At its own.
        OwnPrice = "own_price",
        /// At that of the supplier it stands in for.
        DefaulterPrice = "defaulter_price",
    }
    /// Who buys.
    Buyer {
        /// A public institution.
        Public = "public",
        /// A private one.
        Private = "private",
    }
    /// What is bought.
    GoodsKind {
        /// A drug.
        Drug = "drug",
        /// A medical consumable.
        Consumable = "consumable",
        /// Equipment.
        Equipment = "equipment",
    }
    /// Class of large medical equipment.
    EquipmentClass {
        /// Not large.
        None = "none",
        /// Class A (甲类).
        ClassA = "class_a",
        /// Class B (乙类).
        ClassB = "class_b",
    }
    /// By which way goods are bought.
    PurchaseRoute {
        /// Central tender.
        CentralTender = "central_tender",
        /// Trade on the platform.
        OnlineTrade = "online_trade",
        /// Central purchase.
        CentralPurchase = "central_purchase",
        /// By the institution itself.
        OwnPurchase = "own_purchase",
        /// The rules do not apply.
        NotCovered = "not_covered",
    }
    /// Why goods take a way.
    RouteReason {
        /// They are a drug.
        Drug = "drug",
        /// They are a consumable.
        Consumable = "consumable",
        /// Their value reaches the threshold.
        Value = "value",
        /// They are class B.
        ClassB = "class_b",
        /// Their value does not reach the threshold.
        BelowThreshold = "below_threshold",
        /// The buyer is private.
        PrivateBuyer = "private_buyer",
    }
    /// Where a ratio went.
    Direction {
        /// Down.
        Fell = "fell",
        /// Up.
        Rose = "rose",
        /// Nowhere.
        Unchanged = "unchanged",
    }
    /// What is wrong with the supply of a product, in the order of the rules.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::execution::ShortageFlag;
    /// let (first, last) = (ShortageFlag::ALL.iter().min().unwrap(), ShortageFlag::ALL.iter().max().unwrap());
    /// assert_eq!((first.as_str(), last.as_str()), ("low_stock", "diverted")); // flags stand in this order
    /// ```
    ShortageFlag {
        /// Too few days of stock.
        LowStock = "low_stock",
        /// Too many days of stock (囤积).
        Hoarding = "hoarding",
        /// Use has jumped.
        Spike = "spike",
        /// Capacity does not cover what is agreed.
        CapacityShort = "capacity_short",
        /// Some was sold outside the agreed region (窜货).
        Diverted = "diverted",
    }
}

impl From<LadderStep> for State {
    fn from(step: LadderStep) -> State {
        match step {
            LadderStep::Inquiry => State::Inquiry,
            LadderStep::Remind => State::Remind,
            LadderStep::Interview => State::Interview,
            LadderStep::Admonish => State::Admonish,
        }
    }
}

impl From<FinalState> for State {
    fn from(state: FinalState) -> State {
        match state {
            FinalState::CreditRating => State::CreditRating,
            FinalState::AgreementHandling => State::AgreementHandling,
            FinalState::TenderPenalty => State::TenderPenalty,
            FinalState::Disqualified => State::Disqualified,
        }
    }
}
