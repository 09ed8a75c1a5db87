//! Which function computes what the source documents ask for: the way from a duty to the call.
//!
//! Five documents define the scope of the whole chain, from the report over the award to supervision. Each row is something that one of them
//! asks for and that can be computed; every function named here answers conformance vectors (a test reads this page and checks it). How a
//! function is asked for it stands in the last column; names in code are fields of its input or output.
//!
//! # Government supervision of drug group bidding with quantity procurement in S City (thesis abstract)
//!
//! | asked for | function | how |
//! | --- | --- | --- |
//! | five elements (state organised, alliance purchase, platform operation, price by quantity, trade by quantity); duties of departments; supervision content; joint law enforcement (departments to notify, with due dates) | [`execution.disclosure`] | the elements, duties or departments as `required` |
//! | volume for price, lower patient cost | [`volume.same_basket_saving`], [`payment.standard`], [`payment.path`], [`payment.split_line`], [`payment.settle`] | – |
//! | four batches so far, fifth under way; who wins what | [`award.select`], [`award.contract_terms`] | – |
//! | control of the proportion of drugs | [`execution.drug_income_ratio`] | – |
//! | preventing corruption; credit supervision mechanism | [`credit.grade`], [`credit.measures`], [`credit.repair`] | – |
//! | too few supervisors | [`execution.shortage`] | capacity is staff times norm, agreed is the workload |
//! | information disclosure system; information supervision mode | [`execution.disclosure`] | completeness, lateness, expiry |
//! | platforms not unified | [`execution.disclosure`] | `platforms`: match rate, differing fields |
//! | evaluation standards; evaluation of each link; interests of parties | [`execution.process_score`] | score, weakest link, spread |
//! | supervision process | [`execution.escalate`] | – |
//! | public restraint | [`execution.progress`] | complaints; answer deadlines as `agreements` |
//!
//! # Is drug procurement a centralized drug procurement platform? (Chongqing Drug Exchange, twelve duties)
//!
//! | asked for | function | how |
//! | --- | --- | --- |
//! | 1 platform (bidding, trade, statistics) | [`execution.disclosure`] | checklists `platform_functions`, `duties` |
//! | 2 drug tendering; 3 consumables online; 4 equipment from RMB 2 million | [`award.select`], [`execution.central_purchase`], [`execution.progress`] | the online rate as `coverage` |
//! | 5 collect and verify materials; 6 databases kept up to date | [`execution.disclosure`] | `expires_on`, `due_on` |
//! | 7 safe, convenient, efficient | [`execution.process_score`] | – |
//! | 8 statistics on trade, delivery, payment | [`execution.progress`], [`execution.settlement_due`] | – |
//! | 9 promises and contracts | [`execution.alerts`], [`execution.escalate`], [`credit.supplier_status`] | – |
//! | 11 help inspections (order of inspection) | [`execution.alerts`] | `worst_first` |
//! | lower transaction cost, rational prices | [`volume.same_basket_saving`], [`differential.check_listing`] | – |
//!
//! # A single city drug collection was "advised to withdraw" and the municipal union began to emerge (July 2020)
//!
//! | asked for | function | how |
//! | --- | --- | --- |
//! | who may tender: county, city, province, alliance; approval first | [`volume.tender_authority`] | – |
//! | volume too small; alliances of cities pool volume; clash of catalogues | [`volume.pool`] | – |
//! | duties of an alliance; approval before publishing | [`execution.disclosure`] | `required` with due dates |
//! | price talks, signing results | [`award.select`], [`award.contract_terms`] | – |
//! | monthly monitoring until the agreed volume is met; settlement supervision | [`execution.progress`], [`execution.settlement_due`] | – |
//!
//! # Zhejiang notice on full-process management, 2025, seven sections
//!
//! | asked for | function | how |
//! | --- | --- | --- |
//! | 1 reporting, review against last year, county medical communities | [`volume.check_report`], [`volume.pool`] | – |
//! | 2 agreements signed in time; firm or institution that does not sign; check in month 3; one product, two specifications | [`execution.progress`], [`execution.escalate`], [`execution.second_slot`] | `agreements`, `in_hospital` |
//! | 3 codes and traceability; price of main, backup and other winners and of non-winners; added specifications | [`execution.disclosure`], [`execution.non_supply_cap`], [`execution.price_mark`], [`differential.price`] | `platforms` |
//! | 4 priority use; high-price component systems; primary care, private hospitals, pharmacies | [`execution.progress`], [`execution.alerts`] | `volumes`, `coverage` |
//! | 5 monitoring of every drug and institution, automatic alerts; remind, interview, admonish | [`execution.progress`], [`execution.alerts`], [`execution.escalate`] | – |
//! | 6 order response, delivery rate, complaints; inquiry, interview, admonish, credit rating, penalty; hoarding, diversion, sudden need | [`execution.progress`], [`execution.escalate`], [`execution.shortage`], [`execution.replace_supplier`], [`credit.grade`] | – |
//! | 7 three levels summed up, provincial mean, cities and institutions that do badly | [`execution.alerts`], [`execution.assess`] | `mean_comparison`, `worst_first` |
//!
//! # Jilin City plan for cross-region alliance purchasing, 2020
//!
//! | asked for | function | how |
//! | --- | --- | --- |
//! | two platforms, four-same, cheaper one; zero mark-up; total cost against last year | [`volume.choose_platform`], [`volume.zero_markup`], [`volume.same_basket_saving`] | – |
//! | online only | [`execution.progress`] | `offline` |
//! | supply of shortage, emergency, low-price drugs by class; scope public and private | [`execution.progress`] | `coverage` |
//! | drug income share | [`execution.drug_income_ratio`] | – |
//! | phases 2020-09 to 2020-11; three agreements; platform functions; disclosed fields; departments | [`execution.disclosure`] | checklists `milestones`, `agreements`, `platform_functions`, `disclosed_fields`, `departments` |
//! | planned volume before ordering; maker's supply duty; shortage warning | [`execution.progress`], [`execution.shortage`] | agreed is planned |
//! | online supervision: quantity, price, timely supply, rational use, quality | [`execution.progress`], [`execution.price_mark`], [`execution.disclosure`] | checklist `online_supervision` |
//! | inspections due, rational-use supervision | [`execution.progress`], [`execution.process_score`] | `coverage` |
//! | one payment standard | [`payment.standard`], [`payment.path`], [`payment.split_line`], [`payment.settle`] | – |
//! | surplus kept, overrun shared, two allows | [`volume.retention`], [`volume.two_allows`] | – |
//!
//! The header of the Jilin plan prints the province; number, issuer in the body and content are Jilin City's, and 2020-10-31 lies in no phase
//! of the plan. Aims without a test (people first, linkage of the three medical reforms, guidelines, publicity) have no function.
//!
//! [`award.contract_terms`]: crate::award::contract_terms()
//! [`award.select`]: crate::award::select()
//! [`credit.grade`]: crate::credit::grade()
//! [`credit.measures`]: crate::credit::measures()
//! [`credit.repair`]: crate::credit::repair()
//! [`credit.supplier_status`]: crate::credit::supplier_status()
//! [`differential.check_listing`]: crate::differential::check_listing()
//! [`differential.price`]: crate::differential::price()
//! [`execution.alerts`]: crate::execution::alerts()
//! [`execution.assess`]: crate::execution::assess()
//! [`execution.central_purchase`]: crate::execution::central_purchase()
//! [`execution.disclosure`]: crate::execution::disclosure()
//! [`execution.drug_income_ratio`]: crate::execution::drug_income_ratio()
//! [`execution.escalate`]: crate::execution::escalate()
//! [`execution.non_supply_cap`]: crate::execution::non_supply_cap()
//! [`execution.price_mark`]: crate::execution::price_mark()
//! [`execution.process_score`]: crate::execution::process_score()
//! [`execution.progress`]: crate::execution::progress()
//! [`execution.replace_supplier`]: crate::execution::replace_supplier()
//! [`execution.second_slot`]: crate::execution::second_slot()
//! [`execution.settlement_due`]: crate::execution::settlement_due()
//! [`execution.shortage`]: crate::execution::shortage()
//! [`payment.path`]: crate::payment::path()
//! [`payment.settle`]: crate::payment::settle()
//! [`payment.split_line`]: crate::payment::split_line()
//! [`payment.standard`]: crate::payment::standard()
//! [`volume.check_report`]: crate::volume::check_report()
//! [`volume.choose_platform`]: crate::volume::choose_platform()
//! [`volume.pool`]: crate::volume::pool()
//! [`volume.retention`]: crate::volume::retention()
//! [`volume.same_basket_saving`]: crate::volume::same_basket_saving()
//! [`volume.tender_authority`]: crate::volume::tender_authority()
//! [`volume.two_allows`]: crate::volume::two_allows()
//! [`volume.zero_markup`]: crate::volume::zero_markup()
