/// Programs about texts in a column, with one that is missing.
protocol TextProgramSuite: ProgramSuite {}

extension TextProgramSuite {
    static var start: String {
        #"""
        import pandas as pd
        import numpy as np
        n = pd.Series(["Corner lot, pool", "needs work", None, "New roof", "GARAGE for 2 cars"], name="notes")
        p = pd.Series(["Ada Lovelace", "Alan Turing", "grace hopper"])

        """#
    }
}
