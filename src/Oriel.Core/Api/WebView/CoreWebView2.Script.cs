using System;
using System.IO;
using System.Threading.Tasks;

namespace Microsoft.Web.WebView2.Core;

public partial class CoreWebView2
{
    /// <summary>Raised when the top document calls <c>window.chrome.webview.postMessage</c>.</summary>
    public event EventHandler<CoreWebView2WebMessageReceivedEventArgs> WebMessageReceived
    {
        add => Use().Messages.Received += value;
        remove => UseAfterClose().Messages.Received -= value;
    }

    /// <summary>Runs script in the top document.</summary>
    /// <param name="javaScript">The script. During a navigation it runs in the new document.</param>
    /// <returns>The value of its last statement as JSON: "null" if that is undefined, cannot be JSON, or the script threw.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="javaScript"/> is null.</exception>
    public Task<string> ExecuteScriptAsync(string javaScript) => Use().Script.ExecuteAsync(javaScript);

    /// <summary>As <see cref="ExecuteScriptAsync"/>, but tells what was thrown.</summary>
    /// <param name="javaScript">The script.</param>
    /// <returns>The value, or the exception.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="javaScript"/> is null.</exception>
    public Task<CoreWebView2ExecuteScriptResult> ExecuteScriptWithResultAsync(string javaScript) => Use().Script.ExecuteWithResultAsync(javaScript);

    /// <summary>Has script run at the start of every document to come, before its own, in child frames too.</summary>
    /// <param name="javaScript">The script.</param>
    /// <returns>The id to remove it by; when the task is complete, the next document has it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="javaScript"/> is null.</exception>
    public Task<string> AddScriptToExecuteOnDocumentCreatedAsync(string javaScript) => Use().Script.AddDocumentScriptAsync(javaScript);

    /// <summary>Ends what <see cref="AddScriptToExecuteOnDocumentCreatedAsync"/> began. Documents that are there keep what it did to them.</summary>
    /// <param name="id">What that returned; an id that is not known is ignored.</param>
    /// <exception cref="ArgumentNullException"><paramref name="id"/> is null.</exception>
    public void RemoveScriptToExecuteOnDocumentCreated(string id) => Use().Script.RemoveDocumentScript(id);

    /// <summary>Sends the top document a message, which it gets as the parsed value. It is lost if the document goes before it arrives.</summary>
    /// <param name="webMessageAsJson">The message as JSON.</param>
    /// <exception cref="ArgumentException"><paramref name="webMessageAsJson"/> is null or not JSON.</exception>
    /// <exception cref="UnauthorizedAccessException">IsWebMessageEnabled is false.</exception>
    public void PostWebMessageAsJson(string webMessageAsJson) => Use().Messages.PostAsJson(webMessageAsJson);

    /// <summary>Sends the top document a message, which it gets as a string. It is lost if the document goes before it arrives.</summary>
    /// <param name="webMessageAsString">The message.</param>
    /// <exception cref="ArgumentNullException"><paramref name="webMessageAsString"/> is null.</exception>
    /// <exception cref="UnauthorizedAccessException">IsWebMessageEnabled is false.</exception>
    public void PostWebMessageAsString(string webMessageAsString) => Use().Messages.PostAsString(webMessageAsString);

    /// <summary>Writes a picture of what the view shows.</summary>
    /// <param name="imageFormat">PNG or JPEG.</param>
    /// <param name="imageStream">A writable stream; it is left open, behind the picture.</param>
    /// <returns>Complete when the picture has been written.</returns>
    /// <exception cref="ArgumentException"><paramref name="imageStream"/> is null or cannot be written.</exception>
    /// <exception cref="System.Runtime.InteropServices.COMException">The view has not shown any page yet.</exception>
    public Task CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat imageFormat, Stream imageStream) => Use().Capture.CaptureAsync(imageFormat, imageStream);

    /// <summary>Calls a method of the DevTools protocol on the page.</summary>
    /// <param name="methodName">Its name, such as <c>Page.getLayoutMetrics</c>.</param>
    /// <param name="parametersAsJson">Its parameters as a JSON object; empty for none.</param>
    /// <returns>Its result as a JSON object.</returns>
    /// <exception cref="ArgumentException">The parameters are not JSON, or (in the task) the browser refused the call.</exception>
    public Task<string> CallDevToolsProtocolMethodAsync(string methodName, string parametersAsJson) => Use().Protocol.CallAsync("", methodName, parametersAsJson);

    /// <summary>Calls a method of the DevTools protocol on a target attached under the page.</summary>
    /// <param name="sessionId">As the event <c>Target.attachedToTarget</c> told it; empty for the page.</param>
    /// <param name="methodName">Its name.</param>
    /// <param name="parametersAsJson">Its parameters as a JSON object; empty for none.</param>
    /// <returns>Its result as a JSON object.</returns>
    /// <exception cref="ArgumentException">No such session, the parameters are not JSON, or (in the task) the browser refused the call.</exception>
    public Task<string> CallDevToolsProtocolMethodForSessionAsync(string sessionId, string methodName, string parametersAsJson) => Use().Protocol.CallAsync(sessionId, methodName, parametersAsJson);

    /// <summary>Gives the receiver of an event of the DevTools protocol.</summary>
    /// <param name="eventName">Its name, such as <c>Log.entryAdded</c>. Its domain must be enabled by a call for the browser to send it.</param>
    /// <returns>The same receiver every time.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="eventName"/> is null.</exception>
    public CoreWebView2DevToolsProtocolEventReceiver GetDevToolsProtocolEventReceiver(string eventName) => Use().Protocol.ReceiverOf(eventName);
}
