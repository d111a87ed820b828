using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace BookingPlatform.Platform.Tests.Schema.Paper;

/// <summary>Opens, begins and commits without anybody at the other end.</summary>
internal sealed class PaperConnection(PaperServer paper) : DbConnection
{
    private ConnectionState state = ConnectionState.Closed;

    [AllowNull]
    public override string ConnectionString { get; set; } = paper.JobStore;

    public override string Database => "paper";

    public override string DataSource => "paper";

    public override string ServerVersion => "15.00.2000";

    public override ConnectionState State => state;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Open() => state = ConnectionState.Open;

    public override void Close() => state = ConnectionState.Closed;

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new PaperTransaction(this, isolationLevel);

    protected override DbCommand CreateDbCommand() => new PaperCommand(paper) { Connection = this };

    private sealed class PaperTransaction(DbConnection connection, IsolationLevel level) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => level;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }
    }

    /// <summary>With the driver's own parameters, of which EF's provider says the types.</summary>
    private sealed class PaperCommand(PaperServer paper) : DbCommand
    {
        private readonly SqlCommand parameters = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; }

        protected override DbParameterCollection DbParameterCollection => parameters.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery()
        {
            paper.Note(CommandText);
            return 1;
        }

        public override object? ExecuteScalar()
        {
            paper.Note(CommandText);
            return CommandText.Contains("sp_getapplock", StringComparison.Ordinal) ? 0 : null;
        }

        protected override DbParameter CreateDbParameter() => new SqlParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
        {
            paper.Note(CommandText);
            return new DataTableReader([.. Answers()]);
        }

        /// <summary>What was written is told its number, of nothing there are none, and nothing else is found.</summary>
        private IEnumerable<DataTable> Answers()
        {
            var writes = CommandText.Split("OUTPUT ")[1..];
            foreach (var write in writes)
                yield return One(write.StartsWith("INSERTED", StringComparison.Ordinal) ? (object)1L : 1);
            if (writes.Length == 0)
                yield return string.Join('\n', CommandText.Split('\n').Where(line => line.Length > 2 && !line.StartsWith("--", StringComparison.Ordinal))) switch
                {
                    var text when text.StartsWith("SELECT MIN(", StringComparison.Ordinal) || text.StartsWith("SELECT MAX(", StringComparison.Ordinal) => One(DBNull.Value),
                    var text when text.StartsWith("SELECT COUNT(", StringComparison.Ordinal) || text.StartsWith("SELECT COALESCE(SUM(", StringComparison.Ordinal) => One(0),
                    var text when text.StartsWith("SELECT CASE", StringComparison.Ordinal) => One(false),
                    _ => new DataTable(),
                };
        }

        private static DataTable One(object value)
        {
            var table = new DataTable();
            table.Columns.Add("Value", value is DBNull ? typeof(DateTime) : value.GetType());
            table.Rows.Add(value);
            return table;
        }

        protected override void Dispose(bool disposing)
        {
            parameters.Dispose();
            base.Dispose(disposing);
        }
    }
}
