using System.Linq;
using Oriel.Ipc.Rendezvous;
using Xunit;

namespace Oriel.Ipc.Tests;

public sealed class BrokerRecordTests
{
    private static readonly BrokerRecord s_record = new("/run/user/1000/oriel/0123.sock", "boot", 123456, 987654321, "/tmp/org.chromium.Chromium.Y4tO3t");

    [Fact]
    public void A_record_is_read_as_it_was_written() => Assert.Equal(s_record, BrokerRecord.TryParse(s_record.Format()));

    [Fact]
    public void One_without_a_browser_has_no_folder_of_it() =>
        Assert.Null(BrokerRecord.TryParse((s_record with { SocketFolder = null }).Format())!.SocketFolder);

    [Fact]
    public void However_a_write_is_caught_the_broker_is_found()
    {
        string before = (s_record with { BrowserPid = 0, BrowserStartTime = 0, SocketFolder = null }).Format();
        string after = s_record.Format();
        Assert.Equal(before.Length, after.Length);
        Assert.All(Enumerable.Range(0, before.Length), torn =>
        {
            Assert.Equal(s_record.SocketPath, BrokerRecord.TryParse(after[..torn] + before[torn..])!.SocketPath);
            Assert.Equal(s_record.SocketPath, BrokerRecord.TryParse(before[..torn] + after[torn..])!.SocketPath);
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0")]
    [InlineData("oriel-broker 2\n/a\nb\n1\n2\n")]
    [InlineData("oriel-broker 1\nrelative\nb\n1\n2\n")]
    [InlineData("oriel-broker 1\n/a\n")]
    public void Anything_else_is_no_record(string text) => Assert.Null(BrokerRecord.TryParse(text));
}
