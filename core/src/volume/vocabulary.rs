//! The words of the volume rules.

use crate::words::choices;

choices! {
    /// What kind of institution reports.
    InstitutionKind {
        /// Public medical institution (公立医疗机构).
        Public = "public",
        /// Military medical institution (军队医疗机构).
        Military = "military",
        /// Private medical institution (社会办医疗机构).
        Private = "private",
        /// Pharmacy (零售药店).
        Pharmacy = "pharmacy",
    }
    /// Who takes part in an allocation.
    PartyKind {
        /// A medical institution.
        Medical = "medical",
        /// A pharmacy.
        Pharmacy = "pharmacy",
    }
    /// Whether an institution must report.
    Duty {
        /// It must.
        Must = "must",
        /// It may.
        May = "may",
    }
    /// Where the ratio of a converted quantity comes from.
    RatioSource {
        /// From a published table.
        Published = "published",
        /// From the institution itself.
        Institution = "institution",
    }
    /// How far the explanation of a line has come.
    ExplanationState {
        /// None was given.
        None = "none",
        /// One was given.
        Given = "given",
        /// It was accepted.
        Accepted = "accepted",
        /// It was rejected.
        Rejected = "rejected",
    }
    /// Why need fell or rose.
    ReportReason {
        /// Clinical need fell (临床需求下降).
        ClinicalNeedFell = "clinical_need_fell",
        /// Departments changed (科室调整).
        DepartmentChange = "department_change",
        /// Indications were restricted (适应症限制).
        RestrictedIndication = "restricted_indication",
        /// A temporary factor (临时因素).
        TemporaryFactor = "temporary_factor",
        /// Another.
        Other = "other",
    }
    /// What a line needs a written explanation for, in the order of the rules.
    NeedsExplanation {
        /// Below the floor.
        BelowFloor = "below_floor",
        /// Too far above last year.
        AboveLastYear = "above_last_year",
        /// Too far below last year.
        BelowLastYear = "below_last_year",
        /// Nothing was bought last year.
        FromZero = "from_zero",
        /// It has a child-suitable quantity.
        ChildSuitable = "child_suitable",
        /// It converts by a ratio of its own.
        OwnRatio = "own_ratio",
    }
    /// How a report stands to its floor.
    FloorOutcome {
        /// It reaches it.
        Met = "met",
        /// It does not.
        Below = "below",
        /// There are no past purchases.
        NoHistory = "no_history",
        /// There is no such test.
        NotRun = "not_run",
    }
    /// How a report stands to last year.
    DeviationOutcome {
        /// Within the limits; on a limit is within.
        Within = "within",
        /// Above the upper limit.
        Above = "above",
        /// Below the lower limit.
        Below = "below",
        /// Nothing was bought last year.
        FromZero = "from_zero",
        /// Last year is not known.
        NoLastYear = "no_last_year",
        /// There is no such test.
        NotRun = "not_run",
    }
    /// What becomes of a report, from the best to the worst.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::ReportVerdict;
    /// // The verdict on a report is the worst of its lines.
    /// assert_eq!([ReportVerdict::Review, ReportVerdict::Pass].into_iter().max(), Some(ReportVerdict::Review));
    /// assert!(ReportVerdict::Accepted < ReportVerdict::Review);
    /// ```
    ReportVerdict {
        /// It passes.
        Pass = "pass",
        /// Its explanation was accepted.
        Accepted = "accepted",
        /// Its explanation is to be reviewed.
        Review = "review",
        /// It needs an explanation.
        Explain = "explain",
        /// It goes back.
        Return = "return",
    }
    /// What a pool must reach, in the order of the rules.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::Threshold;
    /// let words: Vec<&str> = Threshold::ALL.iter().map(|threshold| threshold.as_str()).collect();
    /// assert_eq!(words, ["min_quantity", "min_market_share", "min_amount"]); // the fields of `PoolThresholds`
    /// ```
    Threshold {
        /// A quantity.
        MinQuantity = "min_quantity",
        /// A share of the market.
        MinMarketShare = "min_market_share",
        /// An amount of money.
        MinAmount = "min_amount",
    }
    /// Whether a pool is large enough.
    Sufficiency {
        /// It meets every threshold.
        Sufficient = "sufficient",
        /// It misses one.
        Insufficient = "insufficient",
        /// There is no threshold.
        NotTested = "not_tested",
    }
    /// Who runs a tender.
    TenderLevel {
        /// A county (县).
        County = "county",
        /// A county run by the province (省直管县), Xiong'an included.
        ProvinceRunCounty = "province_run_county",
        /// A city (设区市).
        PrefectureCity = "prefecture_city",
        /// The province.
        Province = "province",
    }
    /// What kind of tender.
    TenderKind {
        /// Of its own (自行开展).
        OwnTender = "own_tender",
        /// Together with others of the province (省内联合).
        JointTenderInProvince = "joint_tender_in_province",
        /// In an alliance beyond the province (跨省联盟).
        JoinExtraProvincialAlliance = "join_extra_provincial_alliance",
    }
    /// Whether it may.
    Authority {
        /// It may.
        Allowed = "allowed",
        /// With approval before the start, and of catalogue, plan and document before publication.
        NeedsProvincialApproval = "needs_provincial_approval",
        /// In principle not.
        NotAllowedInPrinciple = "not_allowed_in_principle",
    }
    /// The national advice of 2020-06-21.
    NationalAdvice {
        /// Not advised.
        NotAdvised = "not_advised",
        /// Encouraged.
        Encouraged = "encouraged",
    }
    /// What a tender breaks, in the order of the rules.
    TenderViolation {
        /// It may not be run, and no approval came in time.
        TenderNotAllowed = "tender_not_allowed",
        /// It started without approval.
        StartedWithoutApproval = "started_without_approval",
        /// Its document was published without approval.
        PublishedWithoutDocumentApproval = "published_without_document_approval",
        /// The agreed volume is not stated.
        AgreedVolumeNotStated = "agreed_volume_not_stated",
    }
    /// How much of a drug is agreed: the tender annex assigns the class variety by variety.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{AgreedQuestion, VolumeClass};
    /// let question: AgreedQuestion = serde_json::from_str(r#"{ "winners": 2, "bases": [] }"#)?;
    /// assert_eq!(question.volume_class, VolumeClass::Ordinary); // where it is left out
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    VolumeClass {
        /// All others.
        Ordinary = "ordinary",
        /// Antibacterials, glucocorticoids and flagged drugs.
        Reduced = "reduced",
        /// Special-grade antibacterials, monitored drugs.
        Restricted = "restricted",
    }
    /// Where a share comes from.
    ShareSource {
        /// The rulebook.
        Rulebook = "rulebook",
        /// The caller.
        Caller = "caller",
    }
    /// Whether a share lies in the published range.
    RangeCheck {
        /// It does; both ends are inside.
        Inside = "inside",
        /// It does not.
        Outside = "outside",
        /// No range is published.
        NoRange = "no_range",
    }
    /// How volume is allocated.
    AllocationMethod {
        /// All to the main supplier of the province.
        MainSupplier = "main_supplier",
        /// Each winner keeps its own reports; the rest goes to the main supplier.
        Brand = "brand",
        /// Each winner keeps a share of its reports; the rest forms a pool.
        Ladder = "ladder",
        /// Winners take fractions of what is left, in order.
        RankSplit = "rank_split",
    }
    /// How a winner was selected.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::Route;
    /// // Rulebooks name the routes that they know; the word is what a winner of an allocation states.
    /// assert_eq!(serde_json::from_str::<Route>("\"rule_1\"")?, Route::Rule1);
    /// assert_eq!(Route::RevivedUnshortlisted.as_str(), "revived_unshortlisted");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Route {
        /// In the ordinary way.
        Regular = "regular",
        /// Revived.
        Revived = "revived",
        /// Revived from the shortlist (入围复活).
        RevivedShortlisted = "revived_shortlisted",
        /// Revived from outside the shortlist (未入围复活).
        RevivedUnshortlisted = "revived_unshortlisted",
        /// Selected without volume (中选不带量).
        NoVolume = "no_volume",
        /// Added on.
        AddOn = "add_on",
        /// By the first rule.
        Rule1 = "rule_1",
        /// By the second rule.
        Rule2 = "rule_2",
        /// By the third rule.
        Rule3 = "rule_3",
    }
    /// Class of an award of insulin.
    AwardClass {
        /// A1.
        A1 = "A1",
        /// A.
        A = "A",
        /// B.
        B = "B",
        /// C.
        C = "C",
    }
    /// By what a ladder goes.
    RungKey {
        /// The rank of the price among the regular winners.
        PriceRank = "price_rank",
        /// The rank that is stated.
        Rank = "rank",
        /// The price cut.
        Cut = "cut",
        /// The price against the reference price.
        PriceRatio = "price_ratio",
        /// The class of the award.
        AwardClass = "award_class",
    }
    /// How a cut that is no whole percent point counts.
    CutRounding {
        /// Down to a whole point.
        Floor = "floor",
        /// To the nearest whole point, ties up.
        HalfUp = "half_up",
        /// As it is.
        Continuous = "continuous",
    }
    /// How far an allocation goes.
    Stage {
        /// Own shares and redistribution.
        Full = "full",
        /// Own shares only.
        Own = "own",
    }
    /// Where reports for winners without volume go.
    NoVolumeReports {
        /// To the main supplier, like reports for products that lost.
        MainSupplier = "main_supplier",
        /// Outside the agreement.
        Outside = "outside",
    }
    /// How a part of the pool is distributed.
    RedistributionRule {
        /// Equally to the cheapest regular winners reported at the institution.
        LowestReported = "lowest_reported",
        /// As the institution chooses.
        Choice = "choice",
    }
    /// How promised supply caps the own part.
    SupplyCap {
        /// Medical institutions first, each kind in proportion.
        MedicalFirstProRata = "medical_first_pro_rata",
    }
    /// How parts are rounded.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, Rulebook};
    /// let question = serde_json::from_str(r#"{ "winners": 2, "rounding": { "mode": "up" }, "bases": [ { "unit": "A", "quantity": "5" } ] }"#)?;
    /// let error = volume::agreed(&*Rulebook::builtin("volume/cn-batch-07")?, &question).unwrap_err();
    /// assert_eq!(error.path(), "/input/rounding/step"); // every mode but `none` needs a step
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    PartRounding {
        /// Not at all.
        None = "none",
        /// To the nearest multiple of the step, ties up.
        HalfUp = "half_up",
        /// To the smallest multiple above.
        Up = "up",
        /// To the largest multiple below.
        Down = "down",
        /// Down, and the missing steps to the parts that lost most.
        LargestRemainder = "largest_remainder",
    }
    /// How a renewal counts.
    RenewalRule {
        /// By inquiry.
        Inquiry = "inquiry",
        /// By a penalty on the price.
        PricePenalty = "price_penalty",
        /// By the bidder.
        ShareByBidder = "share_by_bidder",
    }
    /// How a renewal runs.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, CompetitionReason, RenewalMode, Rulebook};
    /// let question = serde_json::from_str(r#"{ "inquiry_failed": true, "last_round": { "provincial_price": "2", "national_lowest": "1.2", "national_highest": "2.5" } }"#)?;
    /// let renewal = volume::renewal(&*Rulebook::builtin("volume/renewal-2021")?, &question)?;
    /// assert_eq!((renewal.mode, renewal.mode_reasons), (Some(RenewalMode::Competition), vec![CompetitionReason::InquiryFailed]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    RenewalMode {
        /// By inquiry (询价).
        Inquiry = "inquiry",
        /// By competition (竞争).
        Competition = "competition",
    }
    /// Why it runs by competition, in the order of the rules.
    CompetitionReason {
        /// The inquiry failed.
        InquiryFailed = "inquiry_failed",
        /// The last round was an equal-number win (等额中选).
        EqualNumberWin = "equal_number_win",
        /// A non-winner sells clearly below the lowest winning price of the province.
        CheaperNonWinner = "cheaper_non_winner",
    }
    /// What a non-winner is.
    NonWinnerKind {
        /// The originator.
        Originator = "originator",
        /// A generic that passed the consistency evaluation.
        Evaluated = "evaluated",
        /// Another.
        Other = "other",
    }
    /// What is checked beyond the agreed volume, in the order of the rules.
    RemainingCheckKind {
        /// Counted non-winners are not more than winners.
        QuantityNotAboveWinners = "quantity_not_above_winners",
        /// Their share is within the limit.
        NonWinnerShare = "non_winner_share",
    }
    /// What a check gives.
    CheckOutcome {
        /// It passes.
        Pass = "pass",
        /// It fails.
        Fail = "fail",
        /// It fails, and supply had failed.
        Relaxed = "relaxed",
    }
    /// What the checks give together.
    RemainingVerdict {
        /// None fails.
        Pass = "pass",
        /// One fails.
        Fail = "fail",
        /// There is none.
        NoCheck = "no_check",
    }
    /// A quantity-price schedule.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, Rulebook};
    /// // 120 packs of clopidogrel at the winning price: a national tender gives no lower price for more.
    /// let flat = serde_json::from_str(r#"{ "scheme": "flat", "quantity": "120", "price": "22.26" }"#)?;
    /// assert_eq!(volume::tiered_cost(&*Rulebook::builtin("volume/generic")?, &flat)?.total.to_string(), "2671.2");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Scheme {
        /// One price.
        Flat = "flat",
        /// The price of the highest tier for all units.
        AllUnits = "all_units",
        /// Each unit at the price of its tier.
        Incremental = "incremental",
        /// Invoiced first, rebated to the price of the highest tier.
        RetroactiveRebate = "retroactive_rebate",
        /// At least a minimum is paid.
        MinimumCommitment = "minimum_commitment",
        /// A part of what exceeds a cap is paid back.
        PriceVolumeCap = "price_volume_cap",
    }
    /// What an invoice goes by before a rebate.
    InvoiceBasis {
        /// The first price.
        List = "list",
        /// Each unit at the price of its tier.
        Incremental = "incremental",
    }
    /// How a basket stands to its target.
    ///
    /// # Example
    ///
    /// ```
    /// use jicai::volume::{self, Rulebook, SavingVerdict};
    /// // "Clearly lower" has no number, but prices that did not fall are surely not lower.
    /// let same = serde_json::from_str(r#"{ "items": [ { "item": "A", "quantity": "100", "old_price": "10", "new_price": "10" } ] }"#)?;
    /// let basket = volume::same_basket_saving(&*Rulebook::builtin("volume/jilin-city-2020")?, &same)?;
    /// assert_eq!(basket.verdict, SavingVerdict::NotMet);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    SavingVerdict {
        /// It meets it.
        Met = "met",
        /// It does not.
        NotMet = "not_met",
        /// Not known.
        Undetermined = "undetermined",
        /// There is none.
        NoTarget = "no_target",
    }
    /// How the offers of one drug compare.
    OfferOutcome {
        /// One is chosen.
        Chosen = "chosen",
        /// There is only one.
        OnlyOffer = "only_offer",
        /// Several are equal.
        Tied = "tied",
        /// Their units differ.
        NotComparable = "not_comparable",
        /// None has equal quality.
        NoOffer = "no_offer",
    }
    /// What is sold without mark-up.
    ProductClass {
        /// A drug.
        Drug = "drug",
        /// Herbal slices (中药饮片).
        TcmSlices = "tcm_slices",
    }
    /// How a sale price stands to the purchase price.
    MarkupOutcome {
        /// It is the purchase price.
        Ok = "ok",
        /// It is above.
        Above = "above",
        /// It is below.
        Below = "below",
        /// It does not have to be.
        Exempt = "exempt",
    }
    /// How the base of the surplus is computed.
    RetentionFormula {
        /// 医保发〔2020〕26号.
        General = "general",
        /// The short form of a county.
        Simple = "simple",
    }
    /// What a negative base does.
    NegativeBase {
        /// Nothing, drug by drug.
        ZeroPerDrug = "zero_per_drug",
    }
    /// Whom an unfinished drug bars.
    UnfinishedScope {
        /// Itself.
        Drug = "drug",
        /// All drugs of the institution.
        Institution = "institution",
    }
    /// Whose score decides.
    ScoreLevel {
        /// That of the institution.
        Institution = "institution",
        /// That of each drug.
        Drug = "drug",
    }
    /// Whether a drug counts for the surplus.
    DrugStatus {
        /// It is outside the catalogue.
        NotInCatalogue = "not_in_catalogue",
        /// It was renewed after a full cycle.
        RepeatCycle = "repeat_cycle",
        /// The agreed volume was not bought.
        Unfinished = "unfinished",
        /// There is no surplus.
        NoSurplus = "no_surplus",
        /// Another drug of the institution is unfinished.
        Barred = "barred",
        /// It counts.
        Counted = "counted",
    }
}
