import Language
import Testing
import Vocabulary

/// Expected lines are those of pandas 3.1.1, run on the same lines.
@Suite("Tables as JSON")
struct TableJSONTests {
    static let start = #"""
        import pandas as pd
        import numpy as np

        """#

    private func printed(_ code: String) throws -> String {
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        return try session.evaluate(Self.start + code).printed.joined(separator: "\n")
    }

    @Test func tablesAreWrittenAsJSON() throws {
        let found = try printed(
            #"""
            j = pd.DataFrame({"a": [1, 2], "b": ["x/y", None], "c": [0.1, 2.5]})
            for o in ["columns", "records", "index", "split", "values"]:
                print(j.to_json(orient=o))
            print(j.to_json(orient="records", lines=True))
            print(j["a"].to_json())
            """#
        ).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            found == [
                "{\"a\":{\"0\":1,\"1\":2},\"b\":{\"0\":\"x\\/y\",\"1\":null},\"c\":{\"0\":0.1,\"1\":2.5}}",
                "[{\"a\":1,\"b\":\"x\\/y\",\"c\":0.1},{\"a\":2,\"b\":null,\"c\":2.5}]",
                "{\"0\":{\"a\":1,\"b\":\"x\\/y\",\"c\":0.1},\"1\":{\"a\":2,\"b\":null,\"c\":2.5}}",
                "{\"columns\":[\"a\",\"b\",\"c\"],\"index\":[0,1],\"data\":[[1,\"x\\/y\",0.1],[2,null,2.5]]}",
                "[[1,\"x\\/y\",0.1],[2,null,2.5]]",
                "{\"a\":1,\"b\":\"x\\/y\",\"c\":0.1}",
                "{\"a\":2,\"b\":null,\"c\":2.5}",
                "",
                "{\"0\":1,\"1\":2}",
            ])
    }
}
