//! The words of the credit rules.

use crate::words::choices;

choices! {
    /// What a firm did (失信事项). Their order is that of the records.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::Matter;
    ///
    /// assert_eq!(Matter::ALL.len(), 8);
    /// assert!(Matter::Bribery < Matter::Tax && Matter::Tax < Matter::Breach); // the order of the records of a grading
    /// ```
    Matter {
        /// Commercial bribery (医药商业贿赂).
        Bribery = "bribery",
        /// Falsely issued VAT invoices (涉税违法).
        Tax = "tax",
        /// Monopoly (实施垄断行为).
        Monopoly = "monopoly",
        /// Offence against the Price Law (不正当价格行为).
        PriceOffence = "price_offence",
        /// Abnormal price, asked and not explained (药品价格异常); 2020 only.
        AbnormalPrice = "abnormal_price",
        /// Resisting supervision (抗拒监管).
        Obstruction = "obstruction",
        /// Bid misconduct (扰乱集中采购秩序).
        BidMisconduct = "bid_misconduct",
        /// Breach of a commitment (违反承诺).
        Breach = "breach",
    }
    /// What proves a case.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::{self, DropReason, GradeQuestion};
    ///
    /// // That a promise was broken is for the authority to record: an audit does not prove it.
    /// let question = GradeQuestion::from_json(r#"{ "firm": "F", "province": "浙江", "graded_on": "2021-09-18", "cases": [ {
    ///     "case_id": "C1", "evidence": "audit", "effective_on": "2020-10-10", "facts": [ { "matter": "breach", "kind": "selection_lost" } ] } ] }"#)?;
    /// let grading = credit::grade(&*credit::Rulebook::builtin("credit/cn-2020")?, &question)?;
    /// assert_eq!(grading.dropped[0].reason, DropReason::EvidenceNotAdmitted);
    /// # Ok::<(), jicai::Error>(())
    /// ```
    Evidence {
        /// A judgment in force.
        Judgment = "judgment",
        /// A penalty decision.
        Penalty = "penalty",
        /// An audit report, or the result of leads that auditors handed over.
        Audit = "audit",
        /// A record of the healthcare-security or procurement body.
        AuthorityRecord = "authority_record",
    }
    /// Whether a case still stands.
    CaseStatus {
        /// It does.
        InForce = "in_force",
        /// Judgment, penalty or record was revoked.
        Revoked = "revoked",
    }
    /// Who was bribed: the institution or its staff.
    Target {
        /// Public medical institution (公立医疗机构).
        PublicInstitution = "public_institution",
        /// Private institution designated for insurance (定点民营医疗机构).
        DesignatedPrivateInstitution = "designated_private_institution",
        /// Other private institution.
        OtherPrivateInstitution = "other_private_institution",
        /// Procurement body (集中采购机构).
        ProcurementBody = "procurement_body",
        /// Healthcare-security department other than the procurement body (医保部门).
        SecurityDepartment = "security_department",
    }
    /// On which side of false invoices a firm was.
    Side {
        /// It received them.
        Received = "received",
        /// It issued them.
        Issued = "issued",
    }
    /// How a firm resisted, disturbed a tender, or broke a promise.
    Kind {
        /// Any: of obstruction there are no kinds.
        Any = "any",
        /// Listed or won by false proof or fraud, and others lost their place or return.
        FalseProofOthersAffected = "false_proof_others_affected",
        /// The same without that effect.
        FalseProof = "false_proof",
        /// Collusion in national volume-based procurement (围标串标).
        CollusionNationalVbp = "collusion_national_vbp",
        /// Collusion elsewhere.
        CollusionOther = "collusion_other",
        /// Selected and refused to perform without good reason; selection given up or cancelled.
        SelectionLost = "selection_lost",
        /// Failure of supply.
        SupplyFailure = "supply_failure",
        /// The agreement was not signed.
        AgreementNotSigned = "agreement_not_signed",
        /// Other.
        Other = "other",
    }
    /// In which role a firm is graded.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::{self, MeasuresQuestion, Role};
    ///
    /// // What "dishonest" brings is published for distributors only.
    /// let version = credit::Rulebook::builtin("credit/cn-2025")?;
    /// let complete = |role| {
    ///     let question = MeasuresQuestion { grade: "dishonest".parse().unwrap(), role, start_on: None };
    ///     credit::measures(&version, &question).map(|measures| measures.complete)
    /// };
    /// assert!(complete(Role::Distributor)? && !complete(Role::Manufacturer)?);
    /// # Ok::<(), jicai::Error>(())
    /// ```
    Role {
        /// Maker, marketing authorisation holder, sole agent of an import (生产企业).
        Manufacturer = "manufacturer",
        /// Distributor (配送企业).
        Distributor = "distributor",
    }
    /// Which date of a case the look-back counts from.
    LookbackBasis {
        /// Judgment, penalty or record in force.
        EffectiveOn = "effective_on",
        /// Last day of the conduct.
        ConductUntil = "conduct_until",
    }
    /// A test of a record, in the order of the rules.
    Test {
        /// Cumulative within one case.
        Total = "total",
        /// Largest single bribe.
        Single = "single",
        /// Bribes to procurement bodies and healthcare-security departments.
        Security = "security",
        /// Duration in months.
        Months = "months",
        /// Sales.
        Sales = "sales",
        /// The kind of conduct.
        Kind = "kind",
        /// The clause that the province's decision names.
        Cited = "cited",
    }
    /// A ladder of thresholds of a rulebook.
    LadderName {
        /// Sum of bribes.
        BriberyTotal = "bribery_total",
        /// Largest single bribe.
        BriberySingle = "bribery_single",
        /// Sum of bribes to procurement bodies and healthcare-security departments.
        BriberySecurity = "bribery_security",
        /// Price plus tax of false invoices.
        TaxTotal = "tax_total",
        /// Months of high price after the penalty.
        MonopolyMonths = "monopoly_months",
        /// The same for price offences.
        PriceOffenceMonths = "price_offence_months",
        /// Months of an abnormal price.
        AbnormalPriceMonths = "abnormal_price_months",
        /// Sales at an abnormal price.
        AbnormalPriceSales = "abnormal_price_sales",
    }
    /// Why a fact does not count, in the order in which the reasons are tried.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::{self, DropReason, GradeQuestion};
    ///
    /// // A province grades what was done in it.
    /// let question = GradeQuestion::from_json(r#"{ "firm": "F", "province": "浙江", "graded_on": "2021-09-18", "cases": [ {
    ///     "case_id": "C1", "evidence": "judgment", "effective_on": "2020-10-10", "facts": [ { "matter": "bribery",
    ///     "province": "江苏", "target": "public_institution", "amount": "880000" } ] } ] }"#)?;
    /// let grading = credit::grade(&*credit::Rulebook::builtin("credit/cn-2020")?, &question)?;
    /// assert_eq!(grading.dropped[0].reason, DropReason::OtherProvince);
    /// # Ok::<(), jicai::Error>(())
    /// ```
    DropReason {
        /// Another firm was held responsible.
        OtherFirm = "other_firm",
        /// The conduct was in another province.
        OtherProvince = "other_province",
        /// The case was revoked.
        Revoked = "revoked",
        /// The case was not yet in force.
        NotYetEffective = "not_yet_effective",
        /// The rulebook does not know the matter.
        MatterNotListed = "matter_not_listed",
        /// The evidence is not admitted for the matter.
        EvidenceNotAdmitted = "evidence_not_admitted",
        /// The case is older than the look-back.
        OutsideWindow = "outside_window",
        /// The rulebook does not cover bribes to this target.
        TargetNotCovered = "target_not_covered",
        /// The firm issued the invoices: only receiving them counts.
        SideNotCovered = "side_not_covered",
        /// The firm explained the price.
        Explained = "explained",
    }
    /// Which end of a grade an entry of `deciding` explains.
    End {
        /// The lower end.
        Min = "min",
        /// The upper end.
        Max = "max",
    }
    /// How two grades compare by level.
    LevelChange {
        /// The second is harsher.
        Harsher = "harsher",
        /// The second is milder.
        Milder = "milder",
        /// Both are exactly the same.
        Same = "same",
        /// The intervals overlap: not known.
        Undetermined = "undetermined",
    }
    /// What a grade brings with it, in the order of the rules.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::Measure;
    /// assert!(Measure::WrittenReminder < Measure::SuspendListing); // in the order of the rules
    /// ```
    Measure {
        /// Written reminder (书面提醒告诫).
        WrittenReminder = "written_reminder",
        /// Label of risk (提示风险).
        RiskLabel = "risk_label",
        /// Limits in volume-based procurement.
        LimitVbp = "limit_vbp",
        /// Limits on listing by price bids.
        LimitListingByPriceBid = "limit_listing_by_price_bid",
        /// Listing limited or suspended.
        LimitOrSuspendListing = "limit_or_suspend_listing",
        /// Bidding limited or suspended.
        LimitOrSuspendBidding = "limit_or_suspend_bidding",
        /// Delivery limited or suspended.
        LimitOrSuspendDelivery = "limit_or_suspend_delivery",
        /// Listing suspended (暂停挂网).
        SuspendListing = "suspend_listing",
        /// Bidding suspended (暂停投标).
        SuspendBidding = "suspend_bidding",
        /// Delivery suspended (暂停配送).
        SuspendDelivery = "suspend_delivery",
    }
    /// What a measure covers.
    Scope {
        /// The firm.
        Firm = "firm",
        /// The products of the case.
        InvolvedProducts = "involved_products",
        /// All products of the firm.
        AllProducts = "all_products",
    }
    /// Where a measure holds.
    Area {
        /// In the province that grades.
        GradingProvince = "grading_province",
        /// Everywhere.
        AllProvinces = "all_provinces",
    }
    /// How long a measure lasts.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::{self, Length, MeasuresQuestion, Role};
    ///
    /// let question = MeasuresQuestion { grade: "general".parse()?, role: Role::Manufacturer, start_on: Some("2024-01-01".parse()?) };
    /// let reminder = &credit::measures(&*credit::Rulebook::builtin("credit/cn-2020")?, &question)?.measures[0];
    /// assert_eq!((reminder.length, reminder.last_day), (Length::OneOff, question.start_on)); // over on its first day
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Length {
        /// A number of years from the start.
        Years = "years",
        /// On the day of the start only.
        OneOff = "one_off",
        /// As long as the grade is live.
        UntilCleared = "until_cleared",
        /// Not published; as long as the grade is live.
        NotPublished = "not_published",
    }
    /// A step of correction (纠正措施), in the order of the rules.
    CorrectionStep {
        /// End the conduct (终止失信行为).
        StopConduct = "stop_conduct",
        /// Sanction the employees and agents responsible (惩戒涉案员工、代理).
        SanctionResponsible = "sanction_responsible",
        /// Apologise in public (公开致歉).
        PublicApology = "public_apology",
        /// Report on compliance (合规整改报告).
        ComplianceReport = "compliance_report",
        /// Take the inflated part out of the price (剔除价格虚高空间).
        RemoveInflatedPrice = "remove_inflated_price",
        /// Return unreasonable gains (退回不合理收益).
        ReturnGains = "return_gains",
        /// Donate gains (慈善捐赠): of the 2020 list only.
        DonateGains = "donate_gains",
        /// Name who controls the firm (指证实际控制主体): for distributors.
        NameController = "name_controller",
    }
    /// How the steps of a distributor stand to those of the table.
    DistributorMode {
        /// In their place.
        Replaces = "replaces",
        /// Beside them.
        Added = "added",
    }
    /// What became of a correction.
    RepairOutcome {
        /// The grade is cleared.
        Cleared = "cleared",
        /// Steps are missing.
        MissingSteps = "missing_steps",
        /// The grade has lapsed: there is nothing to correct.
        Lapsed = "lapsed",
        /// The rulebook does not say which steps are needed.
        NotDefined = "not_defined",
    }
    /// Why a grade record is not live, in the order in which the reasons are tried.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::{self, NotLiveReason};
    ///
    /// let question = jicai::evaluate::read(serde_json::json!({ "as_of": "2026-01-01", "records": [ { "record_id": "b", "firm": "F",
    ///     "role": "manufacturer", "province": "P", "rulebook": "credit/cn-2020", "grade": "severe", "start_on": "2024-01-01",
    ///     "last_day": "2025-12-31" } ] }))?;
    /// assert_eq!(credit::national(None, &question)?.firms[0].not_live[0].reason, NotLiveReason::Expired);
    /// # Ok::<(), jicai::Error>(())
    /// ```
    NotLiveReason {
        /// The grade was revoked.
        Revoked = "revoked",
        /// The grade is none.
        NoGrade = "no_grade",
        /// It has not started.
        NotStarted = "not_started",
        /// It was cleared by correction.
        Cleared = "cleared",
        /// Its period is over.
        Expired = "expired",
    }
    /// Why a record plays no part in the answer about a supplier.
    IgnoredReason {
        /// It is about another firm.
        OtherFirm = "other_firm",
        /// It is about the firm in another role.
        OtherRole = "other_role",
        /// The grade was revoked.
        Revoked = "revoked",
        /// The grade is none.
        NoGrade = "no_grade",
        /// It has not started.
        NotStarted = "not_started",
        /// It was cleared by correction.
        Cleared = "cleared",
        /// Its period is over.
        Expired = "expired",
    }
    /// What a supplier wants to do.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::Action;
    /// assert_eq!(Action::ALL.iter().map(|action| action.as_str()).collect::<Vec<_>>(), ["listing", "bidding", "delivery"]);
    /// ```
    Action {
        /// List a product (挂网).
        Listing = "listing",
        /// Bid (投标).
        Bidding = "bidding",
        /// Deliver (配送).
        Delivery = "delivery",
    }
    /// Whether it may, from the mildest to the strictest.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::ActionStatus::{Allowed, Limited, Suspended};
    /// assert_eq!([Limited, Suspended, Allowed].into_iter().max(), Some(Suspended)); // the strictest reason decides
    /// ```
    ActionStatus {
        /// No credit rule stands in the way.
        Allowed = "allowed",
        /// With limits.
        Limited = "limited",
        /// Not known: the rule is not published, or the products are not known.
        Undetermined = "undetermined",
        /// Limited or suspended: the document leaves the choice to the province.
        LimitedOrSuspended = "limited_or_suspended",
        /// Suspended.
        Suspended = "suspended",
    }
    /// What a reason of a status is.
    Why {
        /// A measure of a grade.
        Measure = "measure",
        /// A measure on involved products, which are not known.
        ProductsUnknown = "products_unknown",
        /// What the grade brings with it is not published; the next grade bounds it.
        RuleNotPublished = "rule_not_published",
        /// The firm did not submit its commitment.
        CommitmentMissing = "commitment_missing",
        /// The firm is on the violation list of national procurement.
        NationalBar = "national_bar",
    }
    /// What kind of tender a bid is for.
    Tender {
        /// Of a province.
        Provincial = "provincial",
        /// Of an alliance.
        Alliance = "alliance",
        /// National volume-based procurement.
        NationalVbp = "national_vbp",
    }
    /// Whether a firm submitted its commitment (守信承诺).
    Commitment {
        /// It did.
        Submitted = "submitted",
        /// It did not.
        Missing = "missing",
    }
    /// What the violation list bars from.
    BarScope {
        /// Bidding in national volume-based procurement.
        NationalVbpBidding = "national_vbp_bidding",
    }
    /// How the version of a grade was found.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::credit::{self, VersionBasis, VersionQuestion};
    ///
    /// let question = VersionQuestion { label: Some("特别严重".into()), ..VersionQuestion::default() };
    /// assert_eq!(credit::default_rulebook(&question)?.basis, VersionBasis::Label);
    /// # Ok::<(), jicai::Error>(())
    /// ```
    VersionBasis {
        /// From the day of the grading.
        GradedOn = "graded_on",
        /// From the label of a published list.
        Label = "label",
    }
}

impl Kind {
    /// The kinds of a matter: the words of the rulebook's table.
    pub(super) fn of(matter: Matter) -> &'static [Kind] {
        match matter {
            Matter::Obstruction => &[Kind::Any],
            Matter::BidMisconduct => &[
                Kind::FalseProofOthersAffected,
                Kind::FalseProof,
                Kind::CollusionNationalVbp,
                Kind::CollusionOther,
                Kind::Other,
            ],
            Matter::Breach => &[Kind::SelectionLost, Kind::SupplyFailure, Kind::AgreementNotSigned, Kind::Other],
            _ => &[],
        }
    }
}

impl From<NotLiveReason> for IgnoredReason {
    fn from(reason: NotLiveReason) -> Self {
        match reason {
            NotLiveReason::Revoked => IgnoredReason::Revoked,
            NotLiveReason::NoGrade => IgnoredReason::NoGrade,
            NotLiveReason::NotStarted => IgnoredReason::NotStarted,
            NotLiveReason::Cleared => IgnoredReason::Cleared,
            NotLiveReason::Expired => IgnoredReason::Expired,
        }
    }
}

impl Measure {
    /// Which action it restricts, and how far.
    pub(super) fn effect(self) -> Option<(Action, ActionStatus)> {
        use ActionStatus::{Limited, LimitedOrSuspended, Suspended};
        match self {
            Measure::WrittenReminder | Measure::RiskLabel => None,
            Measure::LimitVbp => Some((Action::Bidding, Limited)),
            Measure::LimitListingByPriceBid => Some((Action::Listing, Limited)),
            Measure::LimitOrSuspendListing => Some((Action::Listing, LimitedOrSuspended)),
            Measure::LimitOrSuspendBidding => Some((Action::Bidding, LimitedOrSuspended)),
            Measure::LimitOrSuspendDelivery => Some((Action::Delivery, LimitedOrSuspended)),
            Measure::SuspendListing => Some((Action::Listing, Suspended)),
            Measure::SuspendBidding => Some((Action::Bidding, Suspended)),
            Measure::SuspendDelivery => Some((Action::Delivery, Suspended)),
        }
    }
}
