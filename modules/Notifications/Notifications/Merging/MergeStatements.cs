using BookingPlatform.Customers.Contracts;

namespace BookingPlatform.Notifications.Merging;

/// <summary>The participant's own statements: the journal first, then only what the journal has.</summary>
internal static class MergeStatements
{
    /// <summary>Messages move. An open brochure request and a link that waits move too, unless the kept record has one: two become one. Consents move with their proof, and of objections, which are stronger, the union stays; a password fills a gap.</summary>
    public const string Move = Journal + $"""
        UPDATE "notifications_messages" SET "CustomerId" = @kept
        WHERE "CustomerId" IN {MergeAct.SqlOthers} AND "Id" IN (SELECT j."RowId" FROM "notifications_merged" j WHERE j."MergeId" = @merge AND j."Kind" = '{MergedRow.Messages}');
        UPDATE "notifications_brochure_requests" SET "CustomerId" = @kept,
            "State" = CASE WHEN "OpenFor" IS NOT NULL AND {BrochureLoses} THEN 'Merged' ELSE "State" END,
            "OpenFor" = CASE WHEN "OpenFor" IS NULL OR {BrochureLoses} THEN NULL ELSE @kept END
        WHERE "CustomerId" IN {MergeAct.SqlOthers} AND "Id" IN (SELECT j."RowId" FROM "notifications_merged" j WHERE j."MergeId" = @merge AND j."Kind" = '{MergedRow.Brochures}');
        UPDATE "notifications_guest_links" SET "CustomerId" = @kept, "CurrentFor" = CASE WHEN "CurrentFor" IS NULL OR {LinkLoses} THEN NULL ELSE @kept END
        WHERE "CustomerId" IN {MergeAct.SqlOthers} AND "Id" IN (SELECT j."RowId" FROM "notifications_merged" j WHERE j."MergeId" = @merge AND j."Kind" = '{MergedRow.Links}');
        UPDATE "notifications_consents" SET "CustomerId" = @kept
        WHERE "CustomerId" IN {MergeAct.SqlOthers} AND "Id" IN (SELECT j."RowId" FROM "notifications_merged" j WHERE j."MergeId" = @merge AND j."Kind" = '{MergedRow.Consents}');
        INSERT INTO "notifications_objections" ("CustomerId", "BusinessId", "Post", "Email", "Version")
        SELECT DISTINCT @kept, @business, @no, @no, 1 FROM "notifications_objections" o
        WHERE o."CustomerId" IN {MergeAct.SqlOthers} AND NOT EXISTS (SELECT 1 FROM "notifications_objections" k WHERE k."CustomerId" = @kept);
        UPDATE "notifications_objections" SET
            "Post" = CASE WHEN EXISTS (SELECT 1 FROM "notifications_merged" j WHERE j."MergeId" = @merge AND j."Kind" = '{MergedRow.Objections}' AND j."Post" = @yes) THEN @yes ELSE "Post" END,
            "Email" = CASE WHEN EXISTS (SELECT 1 FROM "notifications_merged" j WHERE j."MergeId" = @merge AND j."Kind" = '{MergedRow.Objections}' AND j."Email" = @yes) THEN @yes ELSE "Email" END
        WHERE "CustomerId" = @kept AND "BusinessId" = @business;
        INSERT INTO "notifications_guest_passwords" ("CustomerId", "BusinessId", "Hash", "ChangedAtUtc")
        SELECT @kept, @business, p."Hash", p."ChangedAtUtc" FROM "notifications_guest_passwords" p
        WHERE p."CustomerId" IN (SELECT j."RowId" FROM "notifications_merged" j WHERE j."MergeId" = @merge AND j."Kind" = '{MergedRow.Passwords}')
            AND NOT EXISTS (SELECT 1 FROM "notifications_guest_passwords" k WHERE k."CustomerId" = @kept);
        SELECT "Kind", COUNT(*) FROM "notifications_merged" WHERE "MergeId" = @merge AND "FromCustomerId" <> @kept GROUP BY "Kind";
        """;

    /// <summary>What went back already is as it was; links mailed to the kept record since the merge open nothing any more, since they may lie in the other's mailbox.</summary>
    public const string Return = $"""
        UPDATE "notifications_messages" SET "CustomerId" = j."FromCustomerId" FROM "notifications_merged" AS j
        WHERE j."MergeId" = @merge AND j."Kind" = '{MergedRow.Messages}' AND j."RowId" = "notifications_messages"."Id" AND "notifications_messages"."CustomerId" = @kept;
        UPDATE "notifications_brochure_requests" SET "CustomerId" = j."FromCustomerId",
            "OpenFor" = CASE WHEN "notifications_brochure_requests"."State" = 'Open' OR "notifications_brochure_requests"."State" = 'Merged' AND j."WasCurrent" = @yes THEN j."FromCustomerId" ELSE NULL END,
            "State" = CASE WHEN "notifications_brochure_requests"."State" = 'Merged' AND j."WasCurrent" = @yes THEN 'Open' ELSE "notifications_brochure_requests"."State" END
        FROM "notifications_merged" AS j
        WHERE j."MergeId" = @merge AND j."Kind" = '{MergedRow.Brochures}' AND j."FromCustomerId" <> @kept AND j."RowId" = "notifications_brochure_requests"."Id" AND "notifications_brochure_requests"."CustomerId" = @kept;
        UPDATE "notifications_guest_links" SET "CurrentFor" = NULL WHERE "CurrentFor" = @kept AND "BusinessId" = @business;
        UPDATE "notifications_guest_links" SET "CustomerId" = j."FromCustomerId", "CurrentFor" = CASE WHEN j."WasCurrent" = @yes AND "notifications_guest_links"."UsedAtUtc" IS NULL THEN j."FromCustomerId" ELSE NULL END
        FROM "notifications_merged" AS j
        WHERE j."MergeId" = @merge AND j."Kind" = '{MergedRow.Links}' AND j."RowId" = "notifications_guest_links"."Id" AND "notifications_guest_links"."CustomerId" = @kept;
        UPDATE "notifications_consents" SET "CustomerId" = j."FromCustomerId" FROM "notifications_merged" AS j
        WHERE j."MergeId" = @merge AND j."Kind" = '{MergedRow.Consents}' AND j."RowId" = "notifications_consents"."Id" AND "notifications_consents"."CustomerId" = @kept;
        DELETE FROM "notifications_guest_passwords" WHERE "CustomerId" = @kept AND "BusinessId" = @business AND EXISTS (
            SELECT 1 FROM "notifications_merged" j JOIN "notifications_guest_passwords" p ON p."CustomerId" = j."RowId"
            WHERE j."MergeId" = @merge AND j."Kind" = '{MergedRow.Passwords}' AND p."Hash" = "notifications_guest_passwords"."Hash");
        DELETE FROM "notifications_merged" WHERE "MergeId" = @merge;
        """;

    /// <summary>Everything of the others, and of the kept record what a merge may change: a link that waits (a changed email withdraws it), its objections, also where it had none: a later run, for rows that came late, must not take the union for its own.</summary>
    private const string Journal = $"""
        INSERT INTO "notifications_merged" ("MergeId", "Kind", "RowId", "BusinessId", "FromCustomerId", "WasCurrent", "Post", "Email")
        SELECT @merge, n."Kind", n."RowId", n."BusinessId", n."FromCustomerId", n."WasCurrent", n."Post", n."Email" FROM (
            SELECT '{MergedRow.Messages}' AS "Kind", "Id" AS "RowId", "BusinessId", "CustomerId" AS "FromCustomerId", @no AS "WasCurrent", @no AS "Post", @no AS "Email"
            FROM "notifications_messages" WHERE "BusinessId" = @business AND "CustomerId" IN {MergeAct.SqlOthers}
            UNION ALL
            SELECT '{MergedRow.Brochures}', "Id", "BusinessId", "CustomerId", CASE WHEN "OpenFor" IS NULL THEN @no ELSE @yes END, @no, @no
            FROM "notifications_brochure_requests" WHERE "BusinessId" = @business AND ("CustomerId" IN {MergeAct.SqlOthers} OR "OpenFor" = @kept)
            UNION ALL
            SELECT '{MergedRow.Links}', "Id", "BusinessId", "CustomerId", CASE WHEN "CurrentFor" IS NULL THEN @no ELSE @yes END, @no, @no
            FROM "notifications_guest_links" WHERE "BusinessId" = @business AND ("CustomerId" IN {MergeAct.SqlOthers} OR "CurrentFor" = @kept)
            UNION ALL
            SELECT '{MergedRow.Objections}', "CustomerId", "BusinessId", "CustomerId", @no, "Post", "Email"
            FROM "notifications_objections" WHERE "BusinessId" = @business AND "CustomerId" IN {MergeAct.SqlOthers}
            UNION ALL
            SELECT '{MergedRow.Objections}', @kept, @business, @kept, @no,
                COALESCE((SELECT o."Post" FROM "notifications_objections" o WHERE o."CustomerId" = @kept), @no), COALESCE((SELECT o."Email" FROM "notifications_objections" o WHERE o."CustomerId" = @kept), @no)
            UNION ALL
            SELECT '{MergedRow.Consents}', "Id", "BusinessId", "CustomerId", @no, @no, @no
            FROM "notifications_consents" WHERE "BusinessId" = @business AND "CustomerId" IN {MergeAct.SqlOthers}
            UNION ALL
            SELECT '{MergedRow.Passwords}', p."CustomerId", p."BusinessId", p."CustomerId", @no, @no, @no
            FROM "notifications_guest_passwords" p WHERE p."BusinessId" = @business AND p."CustomerId" IN {MergeAct.SqlOthers}
                AND NOT EXISTS (SELECT 1 FROM "notifications_guest_passwords" k WHERE k."CustomerId" = @kept)
                AND NOT EXISTS (SELECT 1 FROM "notifications_guest_passwords" o WHERE o."CustomerId" IN {MergeAct.SqlOthers} AND (o."ChangedAtUtc" > p."ChangedAtUtc" OR o."ChangedAtUtc" = p."ChangedAtUtc" AND o."CustomerId" > p."CustomerId"))
        ) n WHERE NOT EXISTS (SELECT 1 FROM "notifications_merged" j WHERE j."MergeId" = @merge AND j."Kind" = n."Kind" AND j."RowId" = n."RowId");

        """;

    private const string BrochureLoses = $"""
        EXISTS (SELECT 1 FROM "notifications_merged" j WHERE j."MergeId" = @merge AND j."Kind" = '{MergedRow.Brochures}' AND j."WasCurrent" = @yes
            AND (j."FromCustomerId" = @kept OR j."RowId" < "notifications_brochure_requests"."Id"))
        """;

    private const string LinkLoses = $"""
        EXISTS (SELECT 1 FROM "notifications_merged" j WHERE j."MergeId" = @merge AND j."Kind" = '{MergedRow.Links}' AND j."WasCurrent" = @yes
            AND (j."FromCustomerId" = @kept OR j."RowId" < "notifications_guest_links"."Id"))
        """;
}
