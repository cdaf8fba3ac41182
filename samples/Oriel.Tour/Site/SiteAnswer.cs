using System.Text;

namespace Oriel.Tour.Site;

/// <summary>The bytes that answer a request. Each answer ends its connection: loopback is quick, and it keeps the server simple.</summary>
internal static class SiteAnswer
{
    internal static byte[] To(SiteRequest? request) => request switch
    {
        null => Make("400 Bad Request", Text("This is no request the site understands."), sendContent: true),
        { Method: not ("GET" or "HEAD") } => Make("405 Method Not Allowed", Text("This site can only be read."), sendContent: true),
        _ when SitePages.Find(request.Path) is { } page => Make("200 OK", page, request.Method == "GET"),
        _ => Make("404 Not Found", Text($"The site has no {request.Path}."), request.Method == "GET"),
    };

    private static SitePage Text(string text) => new("text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    private static byte[] Make(string status, SitePage page, bool sendContent)
    {
        string head = $"HTTP/1.1 {status}\r\nContent-Type: {page.ContentType}\r\nContent-Length: {page.Content.Length}\r\n"
            + "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. sendContent ? page.Content : []];
    }
}
