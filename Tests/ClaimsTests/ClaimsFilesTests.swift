import Foundation
import Testing
import Claims

@Suite struct ClaimsFilesTests {
    private let court = Court.standard

    @Test func everyFileIsReadWithoutFaults() {
        #expect(court.faults.isEmpty, "\(court.faults)")
        #expect(court.files.map(\.id) == ["D0", "D1", "D2", "D3", "D4"])
    }

    @Test func everyClaimIsThereInTheDocumentsOwnWords() {
        #expect(court.claims.map(\.id) == Quotes.all.map(\.id))
        for (claim, quote) in zip(court.claims, Quotes.all) {
            #expect(claim.quote == quote.words)
            #expect(claim.quote.split(separator: " ").count <= 15, "\(claim.id)")
        }
    }

    @Test func everyClaimIsTestedOrSaysWhyNot() {
        for claim in court.claims {
            #expect(claim.remark.hasSuffix("."), "\(claim.id): \(claim.remark)")
            guard let experiment = claim.experiment else {
                #expect(claim.remark.hasPrefix("No experiment"), "\(claim.id)")
                continue
            }
            #expect(experiment.code.contains("def experiment(seed):"), "\(claim.id)")
            #expect(
                experiment.seeds == 1 || experiment.seeds >= 3, "\(claim.id): an interval of two seeds says nothing")
        }
        #expect(court.claims.count { $0.experiment != nil } >= 120)
    }

    @Test func claimsThatShareAnExperimentHaveTheSame() throws {
        let owner = try #require(court.claim("D4.25")?.experiment)
        #expect(court.claim("D3.11")?.experiment == owner)
        #expect(owner.owner == "D4.25")
    }

    @Test func aClaimIsFoundHoweverItsIdIsWritten() {
        for id in ["D4.06", "d4.06", "D4.6", "d4.6"] { #expect(court.claim(id)?.id == "D4.06", "\(id)") }
        for id in ["", "D4", "D4.", "D4.0", "D4.51", "D9.1", "D4.6.1", "D4.x", "😀.6"] {
            #expect(court.claim(id) == nil, "\(id)")
        }
    }

    @Test func claimsAreFoundByTheirWords() {
        #expect(court.claims(about: "d3").count == 34)
        #expect(court.claims(about: "MOMENTUM").contains { $0.id == "D3.11" })
        #expect(court.claims(about: "no such words").isEmpty)
    }

    @Test func theSourceHasItsHelpersBeforeWhatNeedsThem() throws {
        let experiment = try #require(court.claim("D4.18")?.experiment)
        let source = court.source(of: experiment)
        let town = try #require(source.firstRange(of: "def town("))
        let sweep = try #require(source.firstRange(of: "def price_error("))
        let own = try #require(source.firstRange(of: "def experiment("))
        #expect(town.lowerBound < sweep.lowerBound && sweep.lowerBound < own.lowerBound)
    }

    @Test func ofAClaimThatDoesNotExistTheNearestOfItsDocumentAreNamed() {
        #expect(court.nearest("D4.99") == ["D4.50", "D4.49", "D4.48"])
        #expect(court.nearest("d2.0") == ["D2.01", "D2.02", "D2.03"])
        #expect(court.nearest("D9.1").isEmpty && court.nearest("momentum").isEmpty && court.nearest("").isEmpty)
        #expect(court.nearest("D4.-9223372036854775808").first == "D4.01")
    }

    @Test func whatHasNoExperimentCouldHaveNone() {
        let open = court.claims.filter { $0.experiment == nil }
        #expect(!open.isEmpty)
        for claim in open { #expect(!claim.remark.contains("yet"), "\(claim.id): \(claim.remark)") }
    }
}
