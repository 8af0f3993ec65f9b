package io.vaultlens.query.plan;

import java.util.List;
import java.util.Random;

/** Questions in KQL made by chance over the table of states, each with one answer only. */
final class RandomQuestions {
    private static final List<String> ENDS =
            List.of(
                    "project Id, Kind, Status, Amount, TimeGenerated",
                    "count",
                    "summarize n = count(), sum(Amount), max(TimeGenerated) by Status",
                    "summarize n = countif(Amount > 3), dcount(Id), min(Amount) by Kind, Status",
                    "summarize make_set(Status) by Id | project Id, n = array_length(set_Status)",
                    "distinct Id, Kind",
                    "top-nested 2 of Id by count(), top-nested 1 of Status with others = 'o' by sum(Amount)",
                    "make-series n = count() default = 0 on Amount from 0 to 9 step 2 by Kind",
                    "partition by Kind (summarize n = count(), max(Amount) by Status)",
                    "partition hint.strategy=native by Id (top 1 by Amount desc, Status asc, ResourceId asc"
                            + " | project Id, Amount)",
                    "summarize arg_max(Amount, Id) by Kind | project Kind, Amount",
                    "extend tags = pack_array(Status, Kind) | mv-expand t = tags to typeof(string)"
                            + " | summarize n = count() by t",
                    "parse Status with 'status' number: long | summarize sum(number) by Id",
                    "as rows | where Amount == toscalar(rows | summarize max(Amount)) | project Id, Amount");

    private final Random random;

    RandomQuestions(Random random) {
        this.random = random;
    }

    String next() {
        StringBuilder text = new StringBuilder("States");
        steps(text, 3);
        if (random.nextInt(4) > 0) {
            String keys = random.nextBoolean() ? "Id" : "Kind, Id";
            text.append("\n| summarize arg_max(TimeGenerated, *) by ").append(keys);
            steps(text, 3);
        }
        return text.append("\n| ").append(ENDS.get(random.nextInt(ENDS.size()))).toString();
    }

    private void steps(StringBuilder text, int most) {
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append("\n| ").append(step());
        }
    }

    private String step() {
        return switch (random.nextInt(11)) {
            case 0 -> "where TimeGenerated > " + moment();
            case 1 -> "where TimeGenerated between (" + moment() + " .. " + moment() + ")";
            case 2 -> "where Id in ('id1', 'id2', 'id%d')".formatted(random.nextInt(6));
            case 3 -> "where Kind == 'kind%d'".formatted(random.nextInt(2));
            case 4 -> "where Status != 'status%d'".formatted(random.nextInt(3));
            case 5 -> "where Amount >= %d or isnull(Amount)".formatted(random.nextInt(9));
            case 6 -> "extend Amount = iff(Amount > 4, Amount, long(null))";
            case 7 ->
                    "where Id !in ((States | where Amount > %d | project Id))"
                            .formatted(random.nextInt(9));
            case 8 -> "join kind=leftsemi (States | summarize by Id, Kind) on Id, Kind";
            case 9 ->
                    "join kind=leftanti (States | where Status == 'status1' and Amount < %d) on Id"
                            .formatted(random.nextInt(9));
            default ->
                    "where Status startswith 'stat' and bin(TimeGenerated, 3tick) >= " + moment();
        };
    }

    private String moment() {
        return "datetime(0001-01-01 00:00:00.%07d)".formatted(random.nextInt(StatesStore.MOMENTS));
    }
}
