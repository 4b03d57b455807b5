import Testing

@Suite struct ListingsTests {
    /// Those that do not run whole yet, with their results. A line whose listing does is a failure: it goes.
    private static let notYet: Set<String> = [
        "05-custom-callback",
        "06-two-inputs",
        "18-optuna-objective",
        "20-gridsearch-mlp",
    ]

    @Test(arguments: Listing.names())
    func anEverydayListingRunsAsPasted(name: String) throws {
        let listing = try Listing(name)
        if ListingsTests.notYet.contains(name) {
            withKnownIssue("\(name) does not run whole yet") { try listing.judge() }
        } else {
            try listing.judge()
        }
    }

    @Test func everyListingThatIsExpectedToFailIsThere() {
        #expect(ListingsTests.notYet.isSubset(of: Listing.names()) && Listing.names().count >= 20)
    }
}
