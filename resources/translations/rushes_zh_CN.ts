<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>The service took the request but named no id.</source>
        <translation>服务接受了请求，但没有给出编号。</translation>
    </message>
    <message>
        <source>“{id}” is not the id of a job.</source>
        <translation>“{id}”不是任务编号。</translation>
    </message>
    <message>
        <source>The answer is not what the service documents.</source>
        <translation>收到的回应与服务的文档不符。</translation>
    </message>
    <message>
        <source>The answer names no id.</source>
        <translation>回应中没有编号。</translation>
    </message>
    <message>
        <source>It was stopped while the answer was awaited.</source>
        <translation>在等待回应时被停止了。</translation>
    </message>
    <message>
        <source>The file is larger than any take can be.</source>
        <translation>文件比任何成片都大。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件是空的。</translation>
    </message>
    <message>
        <source>The server of the file answers with status {status}.</source>
        <translation>文件所在的服务器返回状态 {status}。</translation>
    </message>
    <message>
        <source>The address holds a page instead of a video.</source>
        <translation>该地址是一个网页，而不是视频。</translation>
    </message>
    <message>
        <source>There is no room for the finished file.</source>
        <translation>没有足够的空间存放完成的文件。</translation>
    </message>
    <message>
        <source>The finished file cannot be written: {reason}.</source>
        <translation>无法写入完成的文件：{reason}。</translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>连接已断开。</translation>
    </message>
    <message>
        <source>The answer is far larger than it can be.</source>
        <translation>回应远远超出了应有的大小。</translation>
    </message>
    <message>
        <source>The address of the proxy is not valid. It has to begin with http:// or https://.</source>
        <translation>代理地址无效。它必须以 http:// 或 https:// 开头。</translation>
    </message>
    <message>
        <source>The address is not valid.</source>
        <translation>地址无效。</translation>
    </message>
    <message>
        <source>The name of the server could not be found. This computer may be offline.</source>
        <translation>找不到该服务器的名称。这台电脑可能没有联网。</translation>
    </message>
    <message>
        <source>The proxy could not be reached, or did not make the connection.</source>
        <translation>无法连接到代理，或代理没有建立连接。</translation>
    </message>
    <message>
        <source>A secure connection could not be made. The clock of this computer may be wrong.</source>
        <translation>无法建立安全连接。这台电脑的时钟可能不准。</translation>
    </message>
    <message>
        <source>The server did not accept the connection.</source>
        <translation>服务器拒绝了连接。</translation>
    </message>
    <message>
        <source>The server could not be reached in time.</source>
        <translation>未能及时连接到服务器。</translation>
    </message>
    <message>
        <source>No answer came in time.</source>
        <translation>没有及时收到回应。</translation>
    </message>
    <message>
        <source>The answer is garbled.</source>
        <translation>收到的回应已损坏。</translation>
    </message>
    <message>
        <source>The server sent us from one address to the next without an end.</source>
        <translation>服务器不断地转到其他地址，没有终点。</translation>
    </message>
    <message>
        <source>A header of the request is not valid.</source>
        <translation>请求的某个标头无效。</translation>
    </message>
    <message>
        <source>“{name}” is empty.</source>
        <translation>“{name}”是空的。</translation>
    </message>
    <message>
        <source>“{name}” cannot be read any more. It may have been moved or deleted.</source>
        <translation>无法再读取“{name}”。它可能被移动或删除了。</translation>
    </message>
    <message>
        <source>“{name}” was changed while it was being sent.</source>
        <translation>“{name}”在发送过程中被修改了。</translation>
    </message>
    <message>
        <source>“{url}” is not an address of the API.</source>
        <translation>“{url}”不是 API 的地址。</translation>
    </message>
    <message>
        <source>Use an address such as https://open.skills.video/api/v1.</source>
        <translation>请使用类似 https://open.skills.video/api/v1 的地址。</translation>
    </message>
    <message>
        <source>“{host}” is not on this computer, and its address does not begin with https://.</source>
        <translation>“{host}”不在这台电脑上，而且它的地址不以 https:// 开头。</translation>
    </message>
    <message>
        <source>The answer gives no reason (status {status}).</source>
        <translation>回应没有说明原因（状态 {status}）。</translation>
    </message>
    <message>
        <source>“{name}” has no place: there can be only one of its kind.</source>
        <translation>“{name}”没有位置：同类素材只能有一个。</translation>
    </message>
    <message>
        <source>“{key}” is set by the program and cannot be an extra key too.</source>
        <translation>“{key}”由程序设置，不能同时作为附加字段。</translation>
    </message>
    <message>
        <source>Remove the extra key, and use the control for it.</source>
        <translation>请移除该附加字段，改用对应的控件。</translation>
    </message>
    <message>
        <source>The value of the extra key “{key}” is not JSON.</source>
        <translation>附加字段“{key}”的值不是 JSON。</translation>
    </message>
    <message>
        <source>The address answers with one elsewhere, where the key is not sent.</source>
        <translation>该地址转到了别处，密钥不会发往那里。</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>什么都没有发送。</translation>
    </message>
    <message>
        <source>The key has characters that no key has. It may not have been copied as it is.</source>
        <translation>密钥中有不该出现的字符，可能没有原样复制。</translation>
    </message>
    <message>
        <source>Keep one with `rushes key set`.</source>
        <translation>请用 `rushes key set` 保存一个密钥。</translation>
    </message>
    <message>
        <source>{id} is {stage}: there is nothing to forget.</source>
        <translation>{id} 当前状态为 {stage}，无可放弃。</translation>
    </message>
    <message>
        <source>Only what was sent without an answer, or waits unsent since Rushes ended, can be forgotten.</source>
        <translation>只能放弃已发送但没有回应的，或因 Rushes 退出而未发送的成片。</translation>
    </message>
    <message>
        <source>The balance cannot be asked without one.</source>
        <translation>没有密钥就无法查询余额。</translation>
    </message>
    <message>
        <source>There is no keyring to keep the key in.</source>
        <translation>没有可以保存密钥的密钥环。</translation>
    </message>
    <message>
        <source>Set the variable SKILLS_VIDEO_API_KEY instead, or set up a keyring.</source>
        <translation>请改用变量 SKILLS_VIDEO_API_KEY，或者设置一个密钥环。</translation>
    </message>
    <message>
        <source>Choose a folder for the library</source>
        <translation>为资料库选择文件夹</translation>
    </message>
    <message>
        <source>The other library opens when Rushes starts again.</source>
        <translation>另一个资料库将在下次启动 Rushes 时打开。</translation>
    </message>
    <message>
        <source>The diagnostics are on the clipboard. They hold no key and no prompt.</source>
        <translation>诊断信息已复制到剪贴板，其中没有密钥和提示词。</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation>选择其他文件夹…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>偏好设置…</translation>
    </message>
    <message>
        <source>Key for skills.video…</source>
        <translation>skills.video 密钥…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <source>About Rushes</source>
        <translation>关于 Rushes</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>First and last frame do not go together with references.</source>
        <translation>首帧和尾帧不能与参考素材一起使用。</translation>
    </message>
    <message>
        <source>Use --first-frame and --last-frame alone, or --image, --video and --audio.</source>
        <translation>请单独使用 --first-frame 和 --last-frame，或者使用 --image、--video 和 --audio。</translation>
    </message>
    <message>
        <source>The workflow “frames” takes a first and a last frame only.</source>
        <translation>工作流程“frames”只接受首帧和尾帧。</translation>
    </message>
    <message>
        <source>Use --first-frame and --last-frame.</source>
        <translation>请使用 --first-frame 和 --last-frame。</translation>
    </message>
    <message>
        <source>The workflow “text” takes one image at most.</source>
        <translation>工作流程“text”最多接受一张图片。</translation>
    </message>
    <message>
        <source>Use --workflow references.</source>
        <translation>请使用 --workflow references。</translation>
    </message>
    <message>
        <source>“{name}” is of the kind {found}, not {wanted}.</source>
        <translation>“{name}”的类型是 {found}，而不是 {wanted}。</translation>
    </message>
    <message>
        <source>Use --{found} for it.</source>
        <translation>请对它使用 --{found}。</translation>
    </message>
    <message>
        <source>“{text}” is not KEY=JSON.</source>
        <translation>“{text}”不是 KEY=JSON 的形式。</translation>
    </message>
    <message>
        <source>“{key}” is a field of its own.</source>
        <translation>“{key}”本身就是一个字段。</translation>
    </message>
    <message>
        <source>Use its own option.</source>
        <translation>请使用它自己的选项。</translation>
    </message>
    <message>
        <source>The value of “{key}” is not JSON.</source>
        <translation>“{key}”的值不是 JSON。</translation>
    </message>
    <message>
        <source>Put text in double quotes, as in {key}=&quot;text&quot;.</source>
        <translation>请把文字放在双引号中，例如 {key}=&quot;text&quot;。</translation>
    </message>
    <message>
        <source>{path} exists already.</source>
        <translation>{path} 已经存在。</translation>
    </message>
    <message>
        <source>Name another file, or add --force to overwrite it.</source>
        <translation>请换一个文件名，或加上 --force 来覆盖它。</translation>
    </message>
    <message>
        <source>The folder {path} does not exist.</source>
        <translation>文件夹 {path} 不存在。</translation>
    </message>
    <message>
        <source>Make the folder first, or name another one.</source>
        <translation>请先创建该文件夹，或者换一个。</translation>
    </message>
    <message>
        <source>The copy could not be written to {path}: {why}</source>
        <translation>无法把副本写入 {path}：{why}</translation>
    </message>
    <message>
        <source>The take itself is safe in the library: {path}</source>
        <translation>成片本身仍安全地保存在资料库中：{path}</translation>
    </message>
    <message>
        <source>skills.video could not do this</source>
        <translation>skills.video 未能完成</translation>
    </message>
    <message>
        <source>skills.video cannot be reached</source>
        <translation>无法连接到 skills.video</translation>
    </message>
    <message>
        <source>Check the connection and the proxy in Preferences, then send it again. Nothing was charged.</source>
        <translation>请检查网络连接以及偏好设置中的代理，然后重新发送。没有产生费用。</translation>
    </message>
    <message>
        <source>Sent, but no answer came back</source>
        <translation>已发送，但没有收到回应</translation>
    </message>
    <message>
        <source>It may be running and may be charged. Compare the credits, then send again or forget it.</source>
        <translation>它可能正在运行，也可能会计费。请核对点数，然后重新发送或放弃。</translation>
    </message>
    <message>
        <source>Check the connection. Rushes keeps asking.</source>
        <translation>请检查网络连接。Rushes 会继续查询。</translation>
    </message>
    <message>
        <source>The answer could not be read</source>
        <translation>无法读取回应</translation>
    </message>
    <message>
        <source>Try again. If it happens again, copy the diagnostics and ask skills.video.</source>
        <translation>请重试。如果再次发生，请复制诊断信息并咨询 skills.video。</translation>
    </message>
    <message>
        <source>The finished file could not be fetched</source>
        <translation>无法取回完成的文件</translation>
    </message>
    <message>
        <source>Get the file again.</source>
        <translation>请再次取回文件。</translation>
    </message>
    <message>
        <source>The address of the finished file has expired</source>
        <translation>完成文件的地址已经过期</translation>
    </message>
    <message>
        <source>The key is not sent over an open connection</source>
        <translation>密钥不会通过未加密的连接发送</translation>
    </message>
    <message>
        <source>Use an address that begins with https://.</source>
        <translation>请使用以 https:// 开头的地址。</translation>
    </message>
    <message>
        <source>skills.video refused the request</source>
        <translation>skills.video 拒绝了请求</translation>
    </message>
    <message>
        <source>Change the request and send it again.</source>
        <translation>请修改请求后重新发送。</translation>
    </message>
    <message>
        <source>There is no key for skills.video</source>
        <translation>还没有 skills.video 的密钥</translation>
    </message>
    <message>
        <source>Add your key, then send it again.</source>
        <translation>请添加您的密钥，然后重新发送。</translation>
    </message>
    <message>
        <source>skills.video does not accept the key</source>
        <translation>skills.video 不接受该密钥</translation>
    </message>
    <message>
        <source>Check the key, or make a new one at skills.video/dashboard/developer.</source>
        <translation>请检查密钥，或在 skills.video/dashboard/developer 新建一个。</translation>
    </message>
    <message>
        <source>This key is not allowed to do that</source>
        <translation>该密钥没有此权限</translation>
    </message>
    <message>
        <source>Check the plan of your skills.video workspace: the API needs the Starter plan or higher.</source>
        <translation>请检查您在 skills.video 的工作区套餐：使用 API 需要 Starter 或更高套餐。</translation>
    </message>
    <message>
        <source>skills.video does not know this</source>
        <translation>skills.video 不认识它</translation>
    </message>
    <message>
        <source>It may have been removed there. Check the dashboard of skills.video.</source>
        <translation>它可能已在那边被删除。请查看 skills.video 的控制台。</translation>
    </message>
    <message>
        <source>skills.video refused an input</source>
        <translation>skills.video 拒绝了某项输入</translation>
    </message>
    <message>
        <source>Check the prompt, the parameters and the references, then send it again.</source>
        <translation>请检查提示词、参数和参考素材，然后重新发送。</translation>
    </message>
    <message>
        <source>skills.video does not offer this model</source>
        <translation>skills.video 不提供该模型</translation>
    </message>
    <message>
        <source>Update Rushes, or check the API address.</source>
        <translation>请更新 Rushes，或检查 API 地址。</translation>
    </message>
    <message>
        <source>Not enough credits</source>
        <translation>点数不足</translation>
    </message>
    <message>
        <source>Top up at skills.video, or choose a shorter or smaller clip.</source>
        <translation>请在 skills.video 充值，或选择更短、更小的片段。</translation>
    </message>
    <message>
        <source>The content was refused</source>
        <translation>内容被拒绝</translation>
    </message>
    <message>
        <source>skills.video does not say which input. Photographs of real people are often refused: change the prompt or a reference.</source>
        <translation>skills.video 没有说明是哪项输入。真人照片常被拒绝：请修改提示词或更换参考素材。</translation>
    </message>
    <message>
        <source>Too many requests at once</source>
        <translation>同时发出的请求太多</translation>
    </message>
    <message>
        <source>Wait a minute, then send it again.</source>
        <translation>请等一分钟后重新发送。</translation>
    </message>
    <message>
        <source>The generation failed</source>
        <translation>生成失败</translation>
    </message>
    <message>
        <source>Reuse the recipe to try once more.</source>
        <translation>请复用配方再试一次。</translation>
    </message>
    <message>
        <source>The generation took too long at skills.video</source>
        <translation>在 skills.video 生成的时间过长</translation>
    </message>
    <message>
        <source>The model is not available right now</source>
        <translation>模型目前不可用</translation>
    </message>
    <message>
        <source>Wait a few minutes, then reuse the recipe.</source>
        <translation>请等几分钟，然后复用配方。</translation>
    </message>
    <message>
        <source>Canceled at skills.video</source>
        <translation>已在 skills.video 取消</translation>
    </message>
    <message>
        <source>Reuse the recipe to send it again.</source>
        <translation>请复用配方重新发送。</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>出了点问题</translation>
    </message>
    <message>
        <source>Try again. If it happens again, copy the diagnostics from the Help menu.</source>
        <translation>请重试。如果再次发生，请从菜单中复制诊断信息。</translation>
    </message>
    <message>
        <source>The request cannot be sent as it is</source>
        <translation>请求不能照现在的样子发送</translation>
    </message>
    <message>
        <source>Change it and send it again.</source>
        <translation>请修改后重新发送。</translation>
    </message>
    <message>
        <source>This file cannot be used</source>
        <translation>无法使用该文件</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>请选择其他文件。</translation>
    </message>
    <message>
        <source>The system keyring cannot be used</source>
        <translation>无法使用系统密钥环</translation>
    </message>
    <message>
        <source>The key is kept in memory until you close Rushes. Set up a keyring to keep it.</source>
        <translation>密钥保存在内存中，直到您关闭 Rushes。请设置密钥环来长期保存它。</translation>
    </message>
    <message>
        <source>There is no working keyring</source>
        <translation>没有可用的密钥环</translation>
    </message>
    <message>
        <source>The keyring is locked</source>
        <translation>密钥环已锁定</translation>
    </message>
    <message>
        <source>Unlock the keyring and try again.</source>
        <translation>请解锁密钥环后重试。</translation>
    </message>
    <message>
        <source>The preferences cannot be kept</source>
        <translation>无法保存偏好设置</translation>
    </message>
    <message>
        <source>Check that the folder can be written to and that the disk is not full, then try again.</source>
        <translation>请检查该文件夹是否可以写入、磁盘是否已满，然后重试。</translation>
    </message>
    <message>
        <source>The library cannot be used</source>
        <translation>无法使用资料库</translation>
    </message>
    <message>
        <source>Choose another library folder in Preferences.</source>
        <translation>请在偏好设置中选择其他资料库文件夹。</translation>
    </message>
    <message>
        <source>The library folder cannot be written to</source>
        <translation>资料库文件夹无法写入</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>Free some space on the disk that holds the library, then try again.</source>
        <translation>请在资料库所在的磁盘上腾出一些空间，然后重试。</translation>
    </message>
    <message>
        <source>The library&apos;s database is damaged</source>
        <translation>资料库的数据库已损坏</translation>
    </message>
    <message>
        <source>Restore a copy from the library&apos;s Backups folder, or choose another library folder.</source>
        <translation>请从资料库的 Backups 文件夹恢复副本，或选择其他资料库文件夹。</translation>
    </message>
    <message>
        <source>This library was made by a newer Rushes</source>
        <translation>该资料库由更新版本的 Rushes 创建</translation>
    </message>
    <message>
        <source>Update Rushes, or choose another library folder.</source>
        <translation>请更新 Rushes，或选择其他资料库文件夹。</translation>
    </message>
    <message>
        <source>The generation has changed in the meantime</source>
        <translation>这次生成在此期间发生了变化</translation>
    </message>
    <message>
        <source>Look at it again.</source>
        <translation>请再看一次。</translation>
    </message>
    <message>
        <source>There is no such take</source>
        <translation>没有这样的成片</translation>
    </message>
    <message>
        <source>Look at the history for its id.</source>
        <translation>请在历史中查看它的编号。</translation>
    </message>
    <message>
        <source>A stored recipe cannot be read</source>
        <translation>无法读取已保存的配方</translation>
    </message>
    <message>
        <source>The recipe is not what Rushes writes: {why}</source>
        <translation>该配方不是 Rushes 写的形式：{why}</translation>
    </message>
    <message>
        <source>Write a prompt first.</source>
        <translation>请先写提示词。</translation>
    </message>
    <message numerus="yes">
        <source>The prompt has {n} characters. Shorten it to {limit} or fewer.</source>
        <comment>The prompt has {n} character. Shorten it to {limit} or fewer.</comment>
        <translation>
            <numerusform>提示词有 {n} 个字符，请缩短到 {limit} 个以内。</numerusform>
        </translation>
    </message>
    <message>
        <source>The prompt is very long. Seedance reads about 1,000 words well.</source>
        <translation>提示词很长。Seedance 大约能很好地理解 1,000 个词。</translation>
    </message>
    <message>
        <source>The prompt holds a character that cannot be sent. Type that place again.</source>
        <translation>提示词中有无法发送的字符，请重新输入那个位置。</translation>
    </message>
    <message>
        <source>The prompt mentions {name}, which is not among the references.</source>
        <translation>提示词提到了 {name}，但参考素材中没有它。</translation>
    </message>
    <message>
        <source>A clip is {low} to {high} seconds long, not {value}. Choose a length in between.</source>
        <translation>片段长度为 {low} 到 {high} 秒，不能是 {value}。请在其间选择。</translation>
    </message>
    <message>
        <source>The seed {value} is out of range. Use a number up to {limit}.</source>
        <translation>种子 {value} 超出范围，请使用不大于 {limit} 的数字。</translation>
    </message>
    <message>
        <source>The end-user id is longer than 64 characters and may be refused.</source>
        <translation>最终用户编号超过 64 个字符，可能会被拒绝。</translation>
    </message>
    <message>
        <source>“{key}” is a field of its own. Set it there, or name the extra key differently.</source>
        <translation>“{key}”本身就是一个字段。请在那里设置，或给附加字段换个名称。</translation>
    </message>
    <message>
        <source>An extra key has no name. Name it or remove it.</source>
        <translation>有一个附加字段没有名称。请为它命名或将它移除。</translation>
    </message>
    <message>
        <source>Add the first frame.</source>
        <translation>请添加首帧。</translation>
    </message>
    <message>
        <source>There can be only one. Remove “{name}”.</source>
        <translation>只能有一个。请移除“{name}”。</translation>
    </message>
    <message>
        <source>Add an image, a video or a sound to refer to.</source>
        <translation>请添加用来参考的图片、视频或声音。</translation>
    </message>
    <message>
        <source>Sound cannot stand alone. Add an image or a video.</source>
        <translation>声音不能单独使用，请添加图片或视频。</translation>
    </message>
    <message>
        <source>At most {limit} images. Remove “{name}”.</source>
        <translation>最多 {limit} 张图片。请移除“{name}”。</translation>
    </message>
    <message>
        <source>At most {limit} videos. Remove “{name}”.</source>
        <translation>最多 {limit} 个视频。请移除“{name}”。</translation>
    </message>
    <message>
        <source>At most {limit} sounds. Remove “{name}”.</source>
        <translation>最多 {limit} 个声音。请移除“{name}”。</translation>
    </message>
    <message>
        <source>“{name}” is not an image. Choose an image here.</source>
        <translation>“{name}”不是图片。请在这里选择图片。</translation>
    </message>
    <message>
        <source>“{url}” is not a web address. It should begin with https://.</source>
        <translation>“{url}”不是网址。它应以 https:// 开头。</translation>
    </message>
    <message>
        <source>“{name}” is {container}, which may be refused. {accepted} are accepted.</source>
        <translation>“{name}”是 {container}，可能会被拒绝。可接受的格式：{accepted}。</translation>
    </message>
    <message>
        <source>“{name}” has {size} MB. More than {limit} MB may be refused.</source>
        <translation>“{name}”有 {size} MB。超过 {limit} MB 可能会被拒绝。</translation>
    </message>
    <message>
        <source>“{name}” is {width} × {height}, too large to use. Make it smaller than 6,000 pixels.</source>
        <translation>“{name}”为 {width} × {height}，过大，无法使用。请缩小到 6,000 像素以内。</translation>
    </message>
    <message>
        <source>“{name}” is {width} × {height}. Sides from 300 to 6,000 pixels are accepted.</source>
        <translation>“{name}”为 {width} × {height}。可接受的边长为 300 到 6,000 像素。</translation>
    </message>
    <message>
        <source>“{name}” is {width} × {height}: too long and narrow, it may be refused.</source>
        <translation>“{name}”为 {width} × {height}：过于狭长，可能会被拒绝。</translation>
    </message>
    <message>
        <source>“{name}” is {width} × {height}. Videos near 1280 × 720 or smaller are safest.</source>
        <translation>“{name}”为 {width} × {height}。接近 1280 × 720 或更小的视频最稳妥。</translation>
    </message>
    <message>
        <source>“{name}” is {seconds} s long. 2 to 15 seconds are accepted.</source>
        <translation>“{name}”长 {seconds} 秒。可接受的长度为 2 到 15 秒。</translation>
    </message>
    <message>
        <source>“{name}” has {rate} frames per second. 24 to 60 are accepted.</source>
        <translation>“{name}”为每秒 {rate} 帧。可接受的帧率为 24 到 60。</translation>
    </message>
    <message>
        <source>{count} references in all. More than 12 may be refused.</source>
        <translation>参考素材共 {count} 个。超过 12 个可能会被拒绝。</translation>
    </message>
    <message>
        <source>{seconds} s in all. More than 15 seconds may be refused.</source>
        <translation>共 {seconds} 秒。超过 15 秒可能会被拒绝。</translation>
    </message>
    <message>
        <source>{name} cannot be played.</source>
        <translation>无法播放 {name}。</translation>
    </message>
    <message>
        <source>The file is not there</source>
        <translation>文件不在那里</translation>
    </message>
    <message>
        <source>Put the file back, or choose another one.</source>
        <translation>请把文件放回原处，或选择其他文件。</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>Choose another file, or copy this one again.</source>
        <translation>请选择其他文件，或重新复制该文件。</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>无法读取文件</translation>
    </message>
    <message>
        <source>Check that you may open the file, then try again.</source>
        <translation>请检查您是否有权打开该文件，然后重试。</translation>
    </message>
    <message>
        <source>This is not a picture, video or sound</source>
        <translation>这不是图片、视频或声音</translation>
    </message>
    <message>
        <source>Choose a picture (JPEG, PNG, WebP), a video (MP4, MOV) or a sound (MP3, WAV).</source>
        <translation>请选择图片（JPEG、PNG、WebP）、视频（MP4、MOV）或声音（MP3、WAV）。</translation>
    </message>
    <message>
        <source>The file is damaged</source>
        <translation>文件已损坏</translation>
    </message>
    <message>
        <source>Copy or export the file again, or choose another one.</source>
        <translation>请重新复制或导出该文件，或选择其他文件。</translation>
    </message>
    <message>
        <source>The picture is too large</source>
        <translation>图片太大</translation>
    </message>
    <message>
        <source>Make the picture smaller and choose it again.</source>
        <translation>请把图片缩小后重新选择。</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>not a file</source>
        <translation>不是文件</translation>
    </message>
    <message>
        <source>{name} is {what}.</source>
        <translation>{name} 是{what}。</translation>
    </message>
    <message>
        <source>{name} has no content.</source>
        <translation>{name} 没有内容。</translation>
    </message>
    <message>
        <source>{name} is of a kind that Rushes does not know.</source>
        <translation>Rushes 不认识 {name} 的类型。</translation>
    </message>
    <message>
        <source>{name} is cut short: its end is missing, as after an interrupted copy.</source>
        <translation>{name} 不完整：缺少结尾，可能是复制中断造成的。</translation>
    </message>
    <message>
        <source>{name} cannot be decoded.</source>
        <translation>无法解码 {name}。</translation>
    </message>
    <message>
        <source>{name} has no picture.</source>
        <translation>{name} 没有画面。</translation>
    </message>
    <message>
        <source>{name} has no sound.</source>
        <translation>{name} 没有声音。</translation>
    </message>
    <message>
        <source>{name} is no longer where it was.</source>
        <translation>{name} 已不在原来的位置。</translation>
    </message>
    <message>
        <source>You do not have the right to open {name}.</source>
        <translation>您没有打开 {name} 的权限。</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation>无法读取 {name}：{reason}。</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>PDF 文档</translation>
    </message>
    <message>
        <source>a ZIP archive or an office document</source>
        <translation>ZIP 压缩包或办公文档</translation>
    </message>
    <message>
        <source>a compressed archive</source>
        <translation>压缩包</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation>Photoshop 文档</translation>
    </message>
    <message>
        <source>a database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>a vector drawing (SVG)</source>
        <translation>矢量图 (SVG)</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>{name} has {n} megapixels, more than can be drawn.</source>
        <translation>{name} 有 {n} 百万像素，超出了可以绘制的范围。</translation>
    </message>
    <message>
        <source>No end after a day</source>
        <translation>一天后仍未结束</translation>
    </message>
    <message>
        <source>skills.video has not finished this for a day. It is asked again at each start.</source>
        <translation>skills.video 一天内仍未完成。每次启动时会再查询一次。</translation>
    </message>
    <message>
        <source>skills.video no longer knows {id}. It is asked again at each start.</source>
        <translation>skills.video 已不认识 {id}。每次启动时会再查询一次。</translation>
    </message>
    <message>
        <source>Sent to another address</source>
        <translation>已发送到另一个地址</translation>
    </message>
    <message>
        <source>It was sent to {sent}, and Rushes speaks to {now}. Nothing was asked; the job and its id are kept.</source>
        <translation>它已发送到 {sent}，而 Rushes 现在连接的是 {now}。没有进行查询；任务及其编号均已保留。</translation>
    </message>
    <message>
        <source>Start Rushes with RUSHES_API_URL set to that address to get the take.</source>
        <translation>将 RUSHES_API_URL 设为该地址后启动 Rushes，即可取回成片。</translation>
    </message>
    <message>
        <source>Look at the dashboard of skills.video.</source>
        <translation>请查看 skills.video 的控制台。</translation>
    </message>
    <message>
        <source>“{name}” is not in the library any more. Add the file again.</source>
        <translation>“{name}”已不在资料库中，请重新添加该文件。</translation>
    </message>
    <message>
        <source>“{name}” has changed and is no longer what it was.</source>
        <translation>“{name}”已被更改，不再是原来的内容。</translation>
    </message>
    <message>
        <source>The disk that holds the library has {free} MB left; a take needs up to {needed} MB.</source>
        <translation>资料库所在的磁盘还剩 {free} MB；一条成片最多需要 {needed} MB。</translation>
    </message>
    <message>
        <source>It was interrupted while it was sent.</source>
        <translation>在发送过程中被中断。</translation>
    </message>
    <message>
        <source>Another Rushes is working on {id}.</source>
        <translation>另一个 Rushes 正在处理 {id}。</translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>It was canceled here.</source>
        <translation>已在这里取消。</translation>
    </message>
    <message>
        <source>Reuse the recipe to start it again.</source>
        <translation>请复用配方重新开始。</translation>
    </message>
    <message>
        <source>No longer followed</source>
        <translation>不再跟踪</translation>
    </message>
    <message>
        <source>It keeps running at skills.video and may be charged.</source>
        <translation>它会在 skills.video 继续运行，也可能会计费。</translation>
    </message>
    <message>
        <source>Follow it again to get the take.</source>
        <translation>请重新跟踪以取得成片。</translation>
    </message>
    <message>
        <source>Forgotten</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>It was sent, but no answer came back. It may have been charged.</source>
        <translation>已发送，但没有收到回应。可能已经计费。</translation>
    </message>
    <message>
        <source>Compare your credits at skills.video.</source>
        <translation>请在 skills.video 核对您的点数。</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>已再次发送</translation>
    </message>
    <message>
        <source>No answer came back, so it was sent again as a new take. Both may be charged.</source>
        <translation>没有收到回复，因此已作为新的成片再次发送。两者都可能计费。</translation>
    </message>
    <message>
        <source>The rehearsal engine ended before the animatic was done, several times.</source>
        <translation>预演引擎多次在动态分镜完成之前结束。</translation>
    </message>
    <message>
        <source>No take has the id {id}.</source>
        <translation>没有编号为 {id} 的成片。</translation>
    </message>
    <message>
        <source>The pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>There is no picture, video or sound in this folder.</source>
        <translation>该文件夹中没有图片、视频或声音。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>This is not a web address.</source>
        <translation>这不是网址。</translation>
    </message>
    <message>
        <source>A web address begins with https://.</source>
        <translation>网址以 https:// 开头。</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>成片</translation>
    </message>
    <message>
        <source>This take has no finished video yet.</source>
        <translation>这条成片还没有完成的视频。</translation>
    </message>
    <message>
        <source>Wait until it is ready.</source>
        <translation>请等到它就绪。</translation>
    </message>
    <message>
        <source>Last frame of {take}</source>
        <translation>{take} 的尾帧</translation>
    </message>
    <message>
        <source>Only one picture can go here.</source>
        <translation>这里只能放一张图片。</translation>
    </message>
    <message>
        <source>Drop several on the references instead.</source>
        <translation>请把多个文件拖到参考素材上。</translation>
    </message>
    <message>
        <source>Only a picture can go here.</source>
        <translation>这里只能放图片。</translation>
    </message>
    <message>
        <source>Drop it on the references instead.</source>
        <translation>请改为拖到参考素材上。</translation>
    </message>
    <message>
        <source>Remove one first.</source>
        <translation>请先移除一个。</translation>
    </message>
    <message numerus="yes">
        <source>There are {n} images already, the most one shot can have.</source>
        <comment>There is an image already.</comment>
        <translation>
            <numerusform>已经有 {n} 张图片，这是一个镜头的上限。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are {n} videos already, the most one shot can have.</source>
        <comment>There is a video already.</comment>
        <translation>
            <numerusform>已经有 {n} 个视频，这是一个镜头的上限。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are {n} sounds already, the most one shot can have.</source>
        <comment>There is a sound already.</comment>
        <translation>
            <numerusform>已经有 {n} 个声音，这是一个镜头的上限。</numerusform>
        </translation>
    </message>
    <message>
        <source>The rehearsal could not start</source>
        <translation>预演无法开始</translation>
    </message>
    <message>
        <source>The engine could not be started: {why}</source>
        <translation>引擎无法启动：{why}</translation>
    </message>
    <message>
        <source>The engine started but did not answer.</source>
        <translation>引擎已启动，但没有回应。</translation>
    </message>
    <message>
        <source>Café, dolly in</source>
        <translation>咖啡馆，推近</translation>
    </message>
    <message>
        <source>Launch, first &amp; last frame</source>
        <translation>发射，首帧和尾帧</translation>
    </message>
    <message>
        <source>Cat, three references</source>
        <translation>猫，三个参考素材</translation>
    </message>
    <message>
        <source>The library&apos;s copy of “{name}” is gone.</source>
        <translation>资料库中“{name}”的副本不见了。</translation>
    </message>
    <message>
        <source>Reuse the recipe and add the file again.</source>
        <translation>请复用配方并重新添加该文件。</translation>
    </message>
    <message>
        <source>skills.video accepted the request but named no id.</source>
        <translation>skills.video 接受了请求，但没有给出编号。</translation>
    </message>
    <message>
        <source>It was canceled before it was sent.</source>
        <translation>在发送之前已取消。</translation>
    </message>
    <message>
        <source>Finished, but no file was named</source>
        <translation>已完成，但没有给出文件</translation>
    </message>
    <message>
        <source>skills.video says it is done, but names no file.</source>
        <translation>skills.video 表示已完成，但没有给出文件。</translation>
    </message>
    <message>
        <source>Get the file again in a few minutes, or look at the dashboard of skills.video.</source>
        <translation>请过几分钟再取回文件，或查看 skills.video 的控制台。</translation>
    </message>
    <message>
        <source>You have no home folder on this computer, so there is no place for preferences and takes.</source>
        <translation>您在这台电脑上没有主文件夹，因此偏好设置和成片没有存放的地方。</translation>
    </message>
    <message>
        <source>Name a folder with --home or with the variable {name}.</source>
        <translation>请用 --home 或变量 {name} 指定一个文件夹。</translation>
    </message>
    <message>
        <source>{path} cannot be locked ({reason}).</source>
        <translation>无法锁定 {path}（{reason}）。</translation>
    </message>
    <message>
        <source>Choose a folder on a local disk that you can write to.</source>
        <translation>请选择本地磁盘上您可以写入的文件夹。</translation>
    </message>
    <message>
        <source>Change it in Preferences.</source>
        <translation>请在偏好设置中修改。</translation>
    </message>
    <message>
        <source>“{value}” is not the code of a language.</source>
        <translation>“{value}”不是语言代码。</translation>
    </message>
    <message>
        <source>The library folder must be a full path, not “{value}”.</source>
        <translation>资料库文件夹必须是完整路径，而不是“{value}”。</translation>
    </message>
    <message>
        <source>The number must be between {low} and {high}.</source>
        <translation>数字必须在 {low} 和 {high} 之间。</translation>
    </message>
    <message>
        <source>The address of the proxy holds spaces or control characters.</source>
        <translation>代理地址中有空格或控制字符。</translation>
    </message>
    <message>
        <source>The address of the proxy is not a URL.</source>
        <translation>代理地址不是 URL。</translation>
    </message>
    <message>
        <source>The address of the proxy must look like {example}.</source>
        <translation>代理地址的形式应类似 {example}。</translation>
    </message>
    <message>
        <source>The address of the proxy must end after its port.</source>
        <translation>代理地址必须以端口结尾。</translation>
    </message>
    <message>
        <source>The name of a feature is one short line.</source>
        <translation>功能名称只能是一行短文字。</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}). Your choice holds until you close Rushes.</source>
        <translation>无法写入 {path}（{reason}）。您的选择在关闭 Rushes 之前有效。</translation>
    </message>
    <message>
        <source>“{url}” is not the address of a web service.</source>
        <translation>“{url}”不是网络服务的地址。</translation>
    </message>
    <message>
        <source>The key is empty.</source>
        <translation>密钥是空的。</translation>
    </message>
    <message>
        <source>Paste the whole key.</source>
        <translation>请粘贴完整的密钥。</translation>
    </message>
    <message>
        <source>The key holds spaces, line breaks or invisible characters.</source>
        <translation>密钥中有空格、换行或不可见字符。</translation>
    </message>
    <message>
        <source>Copy the key again, alone and whole.</source>
        <translation>请重新完整地复制密钥，不要带上其他内容。</translation>
    </message>
    <message>
        <source>The keyring was not unlocked.</source>
        <translation>密钥环没有解锁。</translation>
    </message>
    <message>
        <source>This computer has no keyring that Rushes can use.</source>
        <translation>这台电脑没有 Rushes 可以使用的密钥环。</translation>
    </message>
    <message>
        <source>The keyring did not keep the key.</source>
        <translation>密钥环没有保存密钥。</translation>
    </message>
    <message>
        <source>The keyring did not let go of the key.</source>
        <translation>密钥环没有删除密钥。</translation>
    </message>
    <message>
        <source>Remove the entry “{name}” with the keyring&apos;s own program.</source>
        <translation>请用密钥环自己的程序删除条目“{name}”。</translation>
    </message>
    <message>
        <source>The keyring does not work ({reason}).</source>
        <translation>密钥环无法工作（{reason}）。</translation>
    </message>
    <message>
        <source>The database is damaged: {what}.</source>
        <translation>数据库已损坏：{what}。</translation>
    </message>
    <message numerus="yes">
        <source>{n} takes are no longer in their place.</source>
        <comment>{n} take is no longer in its place.</comment>
        <translation>
            <numerusform>{n} 条成片已不在原来的位置。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} reference copies are missing.</source>
        <comment>{n} reference copy is missing.</comment>
        <translation>
            <numerusform>缺少 {n} 个参考素材副本。</numerusform>
        </translation>
    </message>
    <message>
        <source>The search index does not fit the takes. It can be built anew.</source>
        <translation>搜索索引与成片不符，可以重新建立。</translation>
    </message>
    <message>
        <source>The library is closed</source>
        <translation>资料库已关闭</translation>
    </message>
    <message>
        <source>Open the library again.</source>
        <translation>请重新打开资料库。</translation>
    </message>
    <message>
        <source>The library was closed.</source>
        <translation>资料库已被关闭。</translation>
    </message>
    <message>
        <source>The library is busy</source>
        <translation>资料库正忙</translation>
    </message>
    <message>
        <source>Wait until the other program that works on it has finished, then try again.</source>
        <translation>请等待正在使用它的其他程序结束，然后重试。</translation>
    </message>
    <message>
        <source>There is no room left for the library in {folder}.</source>
        <translation>{folder} 中没有剩余空间可供资料库使用。</translation>
    </message>
    <message>
        <source>{folder} cannot be written to: {why}.</source>
        <translation>无法写入 {folder}：{why}。</translation>
    </message>
    <message>
        <source>The database of the library in {folder} is damaged.</source>
        <translation>{folder} 中资料库的数据库已损坏。</translation>
    </message>
    <message>
        <source>The database of the library in {folder} cannot be used: {why}.</source>
        <translation>无法使用 {folder} 中资料库的数据库：{why}。</translation>
    </message>
    <message>
        <source>Another program is working on the library in {folder}.</source>
        <translation>另一个程序正在使用 {folder} 中的资料库。</translation>
    </message>
    <message>
        <source>The library in {folder} cannot be used: {why}.</source>
        <translation>无法使用 {folder} 中的资料库：{why}。</translation>
    </message>
    <message>
        <source>{needed} are needed in {folder}, and {free} are free.</source>
        <translation>{folder} 中需要 {needed}，可用 {free}。</translation>
    </message>
    <message>
        <source>{name} is not a file.</source>
        <translation>{name} 不是文件。</translation>
    </message>
    <message>
        <source>{name} changed while it was being copied.</source>
        <translation>{name} 在复制过程中发生了变化。</translation>
    </message>
    <message>
        <source>{folder} cannot be written to.</source>
        <translation>无法写入 {folder}。</translation>
    </message>
    <message>
        <source>Wait until the other program has written it, then add it again.</source>
        <translation>请等其他程序写完，再重新添加。</translation>
    </message>
    <message>
        <source>{path} is not inside the library.</source>
        <translation>{path} 不在资料库中。</translation>
    </message>
    <message>
        <source>{name} is no longer there.</source>
        <translation>{name} 已不在那里。</translation>
    </message>
    <message>
        <source>Put it back, or choose another file.</source>
        <translation>请把它放回原处，或选择其他文件。</translation>
    </message>
    <message>
        <source>{name} cannot be read: {why}.</source>
        <translation>无法读取 {name}：{why}。</translation>
    </message>
    <message>
        <source>{id} cannot name a file.</source>
        <translation>{id} 不能作为文件名。</translation>
    </message>
    <message>
        <source>{id} cannot go from {seen} to {to}.</source>
        <translation>{id} 不能从 {seen} 变为 {to}。</translation>
    </message>
    <message>
        <source>{id} is {stage} by now.</source>
        <translation>{id} 现在的状态是 {stage}。</translation>
    </message>
    <message>
        <source>{id} is not a rehearsal.</source>
        <translation>{id} 不是预演。</translation>
    </message>
    <message>
        <source>No take in this library has the id {id}.</source>
        <translation>该资料库中没有编号为 {id} 的成片。</translation>
    </message>
    <message>
        <source>{id} is no longer {seen}.</source>
        <translation>{id} 已不是 {seen}。</translation>
    </message>
    <message>
        <source>The database of the library in {folder} is cut short.</source>
        <translation>{folder} 中资料库的数据库不完整。</translation>
    </message>
    <message>
        <source>The database of the library in {folder} may only be read.</source>
        <translation>{folder} 中资料库的数据库只能读取。</translation>
    </message>
    <message>
        <source>The library in {folder} has version {found}; this Rushes reads up to version {known}.</source>
        <translation>{folder} 中的资料库为版本 {found}；此 Rushes 最高可读取版本 {known}。</translation>
    </message>
    <message>
        <source>The file rushes.sqlite3 in {folder} is not a library of Rushes.</source>
        <translation>{folder} 中的文件 rushes.sqlite3 不是 Rushes 的资料库。</translation>
    </message>
    <message>
        <source>Rushes ended while this was being sent. It may be running and may be charged.</source>
        <translation>Rushes 在发送过程中结束。它可能正在运行，也可能会计费。</translation>
    </message>
    <message>
        <source>Beats: {list}</source>
        <translation>节拍：{list}</translation>
    </message>
    <message>
        <source>{start}–{end} s</source>
        <translation>{start}–{end} 秒</translation>
    </message>
    <message>
        <source>{time} {words}</source>
        <translation>{time} {words}</translation>
    </message>
    <message>
        <source>References to mention</source>
        <translation>可提及的参考素材</translation>
    </message>
    <message>
        <source>What is dragged arrived without a readable list of files. Drag them one at a time, or browse.</source>
        <translation>拖入的内容没有可读的文件列表。请逐个拖入，或点按浏览。</translation>
    </message>
    <message>
        <source>The picture in this address cannot be read.</source>
        <translation>无法读取该地址中的图片。</translation>
    </message>
    <message>
        <source>Save the picture and drop its file.</source>
        <translation>请保存图片，再拖入该文件。</translation>
    </message>
    <message>
        <source>The picture that is dragged cannot be read. Save it and drop its file.</source>
        <translation>无法读取拖入的图片。请保存后拖入该文件。</translation>
    </message>
    <message>
        <source>Describe the shot: who, where, what the camera does…</source>
        <translation>描述镜头：谁，在哪里，镜头如何运动…</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>free, on this computer</source>
        <translation>免费，在这台电脑上</translation>
    </message>
    <message>
        <source>spends credits at skills.video</source>
        <translation>消耗 skills.video 的点数</translation>
    </message>
    <message>
        <source>write a prompt and add your key first</source>
        <translation>请先写提示词并添加密钥</translation>
    </message>
    <message>
        <source>free</source>
        <translation>免费</translation>
    </message>
    <message>
        <source>spends credits</source>
        <translation>消耗点数</translation>
    </message>
    <message>
        <source>prompt and key first</source>
        <translation>先写提示词和密钥</translation>
    </message>
    <message>
        <source>prompt first</source>
        <translation>先写提示词</translation>
    </message>
    <message>
        <source>first frame first</source>
        <translation>先加首帧</translation>
    </message>
    <message>
        <source>reference first</source>
        <translation>先加参考素材</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>不发送</translation>
    </message>
    <message>
        <source>Sending in {seconds} s</source>
        <translation>{seconds} 秒后发送</translation>
    </message>
    <message numerus="yes">
        <source>Sending {n} shots, the last in {seconds} s</source>
        <comment>Sending in {seconds} s</comment>
        <translation>
            <numerusform>正在发送 {n} 个镜头，最后一个在 {seconds} 秒后</numerusform>
        </translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>预演</translation>
    </message>
    <message>
        <source>Draw an animatic of the shot</source>
        <translation>绘制该镜头的动态分镜</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Send the shot to skills.video</source>
        <translation>把镜头发送到 skills.video</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Last frame of the take</source>
        <translation>成片的尾帧</translation>
    </message>
    <message>
        <source>{name} cannot be used</source>
        <translation>无法使用 {name}</translation>
    </message>
    <message>
        <source>There is nothing in it that can be used.</source>
        <translation>其中没有可用的内容。</translation>
    </message>
    <message>
        <source>Drop to use as first and last frame</source>
        <translation>放下后用作首帧和尾帧</translation>
    </message>
    <message>
        <source>Drop to replace {name}</source>
        <translation>放下后替换 {name}</translation>
    </message>
    <message>
        <source>Drop to refer to it as {name}</source>
        <translation>放下后作为 {name} 参考</translation>
    </message>
    <message>
        <source>Drop to add {name}</source>
        <translation>放下后添加 {name}</translation>
    </message>
    <message numerus="yes">
        <source>Drop to add {n} files</source>
        <comment>Drop to add {n} file</comment>
        <translation>
            <numerusform>拖放以添加 {n} 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop to use as the start image</source>
        <translation>放下后用作起始图片</translation>
    </message>
    <message>
        <source>Drop to use as the first frame</source>
        <translation>放下后用作首帧</translation>
    </message>
    <message>
        <source>Drop to use as the last frame</source>
        <translation>放下后用作尾帧</translation>
    </message>
    <message numerus="yes">
        <source>{n} files cannot be used</source>
        <comment>{n} file cannot be used</comment>
        <translation>
            <numerusform>{n} 个文件无法使用</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} · {width} × {height} · will be cropped to {across} × {down}</source>
        <translation>{name} · {width} × {height} · 将裁剪为 {across} × {down}</translation>
    </message>
    <message>
        <source>{name} · {width} × {height}</source>
        <translation>{name} · {width} × {height}</translation>
    </message>
    <message>
        <source>The library is not open, so a take could not be kept. Nothing was sent.</source>
        <translation>资料库尚未打开，无法保存成片。未发送任何内容。</translation>
    </message>
    <message>
        <source>Wait a moment, or choose another folder for the library.</source>
        <translation>请稍候，或为资料库选择另一个文件夹。</translation>
    </message>
    <message numerus="yes">
        <source>{n} takes moved to the bin.</source>
        <comment>{n} take moved to the bin.</comment>
        <translation>
            <numerusform>已把 {n} 条成片移到回收站。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} takes deleted for good, {size} freed.</source>
        <comment>{n} take deleted for good, {size} freed.</comment>
        <translation>
            <numerusform>已永久删除 {n} 个成片，释放 {size}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} are still in work and stay.</source>
        <comment>{n} is still in work and stays.</comment>
        <translation>
            <numerusform>{n} 个仍在处理中，予以保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>{gone} {stayed}</source>
        <translation>{gone}{stayed}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Yesterday {time}</source>
        <translation>昨天 {time}</translation>
    </message>
    <message>
        <source>Aspect ratio</source>
        <translation>画面比例</translation>
    </message>
    <message>
        <source>Aspect</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Length in seconds</source>
        <translation>长度（秒）</translation>
    </message>
    <message>
        <source>Length: {low} to {high} seconds</source>
        <translation>长度：{low} 到 {high} 秒</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Generate sound</source>
        <translation>生成声音</translation>
    </message>
    <message>
        <source>Let the model make sound for the shot</source>
        <translation>让模型为镜头制作声音</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>音频</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>End-user id and extra keys</source>
        <translation>最终用户编号和附加字段</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>更少</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{width} × {height} · {frames} frames · {rate} fps</source>
        <translation>{width} × {height} · {frames} 帧 · {rate} fps</translation>
    </message>
    <message>
        <source>An extra key is not right yet.</source>
        <translation>有一个附加字段还不正确。</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{elapsed}, longer than usual</source>
        <translation>{elapsed}，比平常久</translation>
    </message>
    <message>
        <source>{elapsed} of about {expected}</source>
        <translation>{elapsed}，共约 {expected}</translation>
    </message>
    <message>
        <source>Rushes</source>
        <translation>Rushes</translation>
    </message>
    <message>
        <source>{what} {next_step}</source>
        <translation>{what}{next_step}</translation>
    </message>
    <message>
        <source>The recipe is on the desk. Ctrl+Z brings back what was there.</source>
        <translation>配方已放到编辑区。按 Ctrl+Z 可恢复原来的内容。</translation>
    </message>
    <message numerus="yes">
        <source>{count} takes</source>
        <comment>{count} take</comment>
        <translation>
            <numerusform>{count} 条成片</numerusform>
        </translation>
    </message>
    <message>
        <source>{takes} · {size}</source>
        <translation>{takes} · {size}</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>资料库</translation>
    </message>
    <message>
        <source>skills.video cannot be reached. Check the connection and the proxy in Preferences, then click to ask again.</source>
        <translation>无法连接 skills.video。请检查网络连接和偏好设置中的代理，然后点击重新查询。</translation>
    </message>
    <message>
        <source>Show what is running</source>
        <translation>显示正在运行的内容</translation>
    </message>
    <message>
        <source>Anywhere</source>
        <translation>任何位置</translation>
    </message>
    <message>
        <source>Take back a send while it counts down</source>
        <translation>在倒计时内撤回发送</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>搜索历史</translation>
    </message>
    <message>
        <source>Show or hide the composer</source>
        <translation>显示或隐藏编辑区</translation>
    </message>
    <message>
        <source>Go to the viewer</source>
        <translation>转到查看区</translation>
    </message>
    <message>
        <source>Show or hide the history</source>
        <translation>显示或隐藏历史</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>此列表</translation>
    </message>
    <message>
        <source>Mention a reference</source>
        <translation>提及参考素材</translation>
    </message>
    <message>
        <source>Paste text or media</source>
        <translation>粘贴文字或媒体</translation>
    </message>
    <message>
        <source>Remove a reference</source>
        <translation>移除参考素材</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>查看区</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>Play back, pause, play on; again for faster</source>
        <translation>倒放、暂停、播放；再按加速</translation>
    </message>
    <message>
        <source>One frame back or on</source>
        <translation>后退或前进一帧</translation>
    </message>
    <message>
        <source>Ten frames back or on</source>
        <translation>后退或前进十帧</translation>
    </message>
    <message>
        <source>First or last frame</source>
        <translation>首帧或尾帧</translation>
    </message>
    <message>
        <source>Sound on or off</source>
        <translation>打开或关闭声音</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Choose a take</source>
        <translation>选择成片</translation>
    </message>
    <message>
        <source>Move to the bin</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>running</source>
        <translation>正在运行</translation>
    </message>
    <message numerus="yes">
        <source>{n} takes are running</source>
        <comment>{n} take is running</comment>
        <translation>
            <numerusform>{n} 条正在运行</numerusform>
        </translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>Keep the key for skills.video</source>
        <translation>保存 skills.video 的密钥</translation>
    </message>
    <message>
        <source>skills.video, the balance is not known</source>
        <translation>skills.video，余额未知</translation>
    </message>
    <message>
        <source>In the environment variable SKILLS_VIDEO_API_KEY</source>
        <translation>在环境变量 SKILLS_VIDEO_API_KEY 中</translation>
    </message>
    <message>
        <source>In the system keyring</source>
        <translation>在系统密钥环中</translation>
    </message>
    <message>
        <source>In memory, until you close Rushes</source>
        <translation>在内存中，直到您关闭 Rushes</translation>
    </message>
    <message>
        <source>In the system keyring, which is locked</source>
        <translation>在已锁定的系统密钥环中</translation>
    </message>
    <message>
        <source>It goes before any other key. To keep one here instead, start Rushes without that variable.</source>
        <translation>它优先于其他密钥。如要在这里保存密钥，请在没有该变量的情况下启动 Rushes。</translation>
    </message>
    <message>
        <source>Without a key nothing can be sent to skills.video or followed there; your takes and rehearsals stay.</source>
        <translation>没有密钥就无法向 skills.video 发送或在那里跟踪；您的成片和预演会保留。</translation>
    </message>
    <message>
        <source>Rushes cannot read it until you unlock the keyring.</source>
        <translation>在您解锁密钥环之前，Rushes 无法读取它。</translation>
    </message>
    <message>
        <source>There is no working keyring. A key is kept in memory until you close Rushes.</source>
        <translation>没有可用的密钥环。密钥将保存在内存中，直到您关闭 Rushes。</translation>
    </message>
    <message>
        <source>Refresh balance</source>
        <translation>刷新余额</translation>
    </message>
    <message>
        <source>Forget key</source>
        <translation>忘记密钥</translation>
    </message>
    <message>
        <source>Ask skills.video for the balance</source>
        <translation>向 skills.video 查询余额</translation>
    </message>
    <message>
        <source>Remove the key from this computer</source>
        <translation>从这台电脑上删除密钥</translation>
    </message>
    <message>
        <source>Ask the keyring again</source>
        <translation>再次询问密钥环</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>尚不清楚</translation>
    </message>
    <message numerus="yes">
        <source>{amount} credits</source>
        <comment>{amount} credit</comment>
        <translation>
            <numerusform>{amount} 点</numerusform>
        </translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在查询…</translation>
    </message>
    <message>
        <source>skills.video, {balance}</source>
        <translation>skills.video，{balance}</translation>
    </message>
    <message>
        <source>The balance at skills.video. Click to ask again or change the key.</source>
        <translation>skills.video 的余额。点按可再次查询或更换密钥。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{what} ({shortcut})</source>
        <translation>{what}（{shortcut}）</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Match its shape</source>
        <translation>与它的形状一致</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>And {n} more: {names}</source>
        <translation>还有 {n} 个：{names}</translation>
    </message>
    <message numerus="yes">
        <source>{n} items were left out</source>
        <comment>{n} item was left out</comment>
        <translation>
            <numerusform>{n} 项未被加入</numerusform>
        </translation>
    </message>
    <message>
        <source>{first}
{second}</source>
        <translation>{first}
{second}</translation>
    </message>
    <message>
        <source>{name}: {why}</source>
        <translation>{name}：{why}</translation>
    </message>
    <message>
        <source>{first} {second}</source>
        <translation>{first} {second}</translation>
    </message>
    <message>
        <source>“{name}” is not where it was. Find it, or remove it.</source>
        <translation>“{name}”已不在原处。请找到它或将它移除。</translation>
    </message>
    <message>
        <source>write a prompt first</source>
        <translation>请先写提示词</translation>
    </message>
    <message>
        <source>add the first frame</source>
        <translation>请添加首帧</translation>
    </message>
    <message>
        <source>add a reference first</source>
        <translation>请先添加参考素材</translation>
    </message>
    <message>
        <source>fix what is in red</source>
        <translation>请修正标红的内容</translation>
    </message>
    <message>
        <source>add your key first</source>
        <translation>请先添加密钥</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Value as JSON</source>
        <translation>值（JSON）</translation>
    </message>
    <message>
        <source>=</source>
        <translation>=</translation>
    </message>
    <message>
        <source>Remove this key</source>
        <translation>移除此字段</translation>
    </message>
    <message>
        <source>For your own records</source>
        <translation>供您自己记录</translation>
    </message>
    <message>
        <source>End-user id</source>
        <translation>最终用户编号</translation>
    </message>
    <message>
        <source>Sent along as it is; skills.video may use it against misuse.</source>
        <translation>原样发送；skills.video 可能用它来防止滥用。</translation>
    </message>
    <message>
        <source>Extra keys</source>
        <translation>附加字段</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>添加字段</translation>
    </message>
    <message>
        <source>Add a key of the request that Rushes does not know</source>
        <translation>添加 Rushes 不认识的请求字段</translation>
    </message>
    <message>
        <source>Name this key.</source>
        <translation>请为该字段命名。</translation>
    </message>
    <message>
        <source>“{key}” is a field of its own. Set it above.</source>
        <translation>“{key}”本身就是一个字段，请在上面设置。</translation>
    </message>
    <message>
        <source>“{key}” is there already.</source>
        <translation>“{key}”已经存在。</translation>
    </message>
    <message>
        <source>Give this key a value, such as true, 3 or &quot;words&quot;.</source>
        <translation>请为该字段填写值，例如 true、3 或 &quot;words&quot;。</translation>
    </message>
    <message>
        <source>This is not JSON. Words need quotes: &quot;like this&quot;.</source>
        <translation>这不是 JSON。文字需要加引号：&quot;这样&quot;。</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Choose an image</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Choose a video</source>
        <translation>选择视频</translation>
    </message>
    <message>
        <source>Choose a sound</source>
        <translation>选择声音</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>替换…</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Use a URL…</source>
        <translation>使用网址…</translation>
    </message>
    <message>
        <source>Add a URL…</source>
        <translation>添加网址…</translation>
    </message>
    <message>
        <source>Add a URL</source>
        <translation>添加网址</translation>
    </message>
    <message>
        <source>Address of a file on the web</source>
        <translation>网上文件的地址</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>skills.video fetches it itself, so it must be open to everybody.</source>
        <translation>skills.video 会自行获取它，因此它必须对所有人开放。</translation>
    </message>
    <message>
        <source>This is not a web address. A web address begins with https://.</source>
        <translation>这不是网址。网址以 https:// 开头。</translation>
    </message>
    <message>
        <source>Composer</source>
        <translation>编辑区</translation>
    </message>
    <message>
        <source>Text or image</source>
        <translation>文字或图片</translation>
    </message>
    <message>
        <source>A prompt, with a start image if you like</source>
        <translation>提示词，可附带一张起始图片</translation>
    </message>
    <message>
        <source>First &amp; last frame</source>
        <translation>首帧和尾帧</translation>
    </message>
    <message>
        <source>From one picture to another</source>
        <translation>从一张图片到另一张</translation>
    </message>
    <message>
        <source>References</source>
        <translation>参考素材</translation>
    </message>
    <message>
        <source>Images, video and sound to refer to</source>
        <translation>供参考的图片、视频和声音</translation>
    </message>
    <message>
        <source>Workflow</source>
        <translation>工作流程</translation>
    </message>
    <message>
        <source>Not sent: {reason}.</source>
        <translation>未发送：{reason}。</translation>
    </message>
    <message>
        <source>Not sent: a file is not where it was.</source>
        <translation>未发送：有文件不在原处。</translation>
    </message>
    <message>
        <source>The workflow is References now. Ctrl+Z brings back what was there.</source>
        <translation>工作流程已改为参考素材。按 Ctrl+Z 可恢复原来的内容。</translation>
    </message>
    <message>
        <source>There is no picture, file or address to paste.</source>
        <translation>没有可粘贴的图片、文件或地址。</translation>
    </message>
    <message>
        <source>{name}: drop, paste or browse for a file</source>
        <translation>{name}：拖入、粘贴或浏览文件</translation>
    </message>
    <message>
        <source>Add an image</source>
        <translation>添加图片</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Add a video</source>
        <translation>添加视频</translation>
    </message>
    <message>
        <source>Add a sound</source>
        <translation>添加声音</translation>
    </message>
    <message>
        <source>Drop, paste
or browse</source>
        <translation>拖入、粘贴
或浏览</translation>
    </message>
    <message>
        <source>{n} of {limit}</source>
        <translation>{n} / {limit}</translation>
    </message>
    <message>
        <source>{count} · {seconds} s</source>
        <translation>{count} · {seconds} 秒</translation>
    </message>
    <message>
        <source>{n} of {limit} characters</source>
        <translation>{n} / {limit} 个字符</translation>
    </message>
    <message>
        <source>@ mention   [0–2s] beat</source>
        <translation>@ 提及   [0–2s] 节拍</translation>
    </message>
    <message>
        <source>The prompt mentions {names}, which are not among the references.</source>
        <translation>提示词提到了 {names}，但参考素材中没有。</translation>
    </message>
    <message>
        <source>Start image</source>
        <translation>起始图片</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>Drop, paste or browse for an image</source>
        <translation>拖入、粘贴或浏览图片</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>首帧</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>必需</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>尾帧</translation>
    </message>
    <message>
        <source>A seed is a whole number. Empty the field for a random one.</source>
        <translation>种子是整数。清空该栏则随机。</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>The same seed repeats a shot as closely as the model can. Empty is random.</source>
        <translation>相同的种子会尽可能重现同一镜头。留空则随机。</translation>
    </message>
    <message>
        <source>Draw a seed</source>
        <translation>抽取种子</translation>
    </message>
    <message>
        <source>{tag}, {name}</source>
        <translation>{tag}，{name}</translation>
    </message>
    <message>
        <source>Press Delete to remove it.</source>
        <translation>按 Delete 键移除。</translation>
    </message>
    <message>
        <source>{width} × {height}</source>
        <translation>{width} × {height}</translation>
    </message>
    <message>
        <source>{rate} fps</source>
        <translation>{rate} fps</translation>
    </message>
    <message>
        <source>{first} · {second}</source>
        <translation>{first} · {second}</translation>
    </message>
    <message>
        <source>GNU Lesser General Public License, version 3</source>
        <translation>GNU 较宽松公共许可证第 3 版</translation>
    </message>
    <message>
        <source>BSD; with FFmpeg, x264 and x265 under the GNU General Public License, version 2 or later</source>
        <translation>BSD；其中的 FFmpeg、x264 和 x265 采用 GNU 通用公共许可证第 2 版或更高版本</translation>
    </message>
    <message>
        <source>SIL Open Font License</source>
        <translation>SIL 开放字体许可证</translation>
    </message>
    <message>
        <source>ISC licence</source>
        <translation>ISC 许可证</translation>
    </message>
    <message>
        <source>Python Software Foundation License</source>
        <translation>Python 软件基金会许可证</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>版本 {version}</translation>
    </message>
    <message>
        <source>A studio for making video with Seedance 2.0 through skills.video.</source>
        <translation>通过 skills.video 使用 Seedance 2.0 制作视频的工作室。</translation>
    </message>
    <message>
        <source>Rushes is free software under the MIT licence. It is made by neither skills.video nor the makers of Seedance.</source>
        <translation>Rushes 是采用 MIT 许可证的自由软件。它既不是 skills.video 的产品，也不是 Seedance 开发者的产品。</translation>
    </message>
    <message>
        <source>It is built with the work of others:</source>
        <translation>它的构建使用了他人的成果：</translation>
    </message>
    <message>
        <source>Something went wrong in Rushes</source>
        <translation>Rushes 出了问题</translation>
    </message>
    <message>
        <source>This is a fault of the program, not of yours. Your takes and what you were writing are kept. You can go on working; if something does not answer any more, start Rushes again.</source>
        <translation>这是程序的错误，不是您的错。您的成片和正在写的内容都已保留。您可以继续工作；如果有部分不再响应，请重新启动 Rushes。</translation>
    </message>
    <message>
        <source>Details for a report</source>
        <translation>用于报告的详细信息</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详细信息</translation>
    </message>
    <message>
        <source>The details are on the clipboard. Read them before you send them to anybody.</source>
        <translation>详细信息已复制到剪贴板。发送给他人之前请先阅读。</translation>
    </message>
    <message>
        <source>The diagnostics are on the clipboard in a moment. They hold no key and no prompt.</source>
        <translation>诊断信息马上会复制到剪贴板，其中没有密钥和提示词。</translation>
    </message>
    <message>
        <source>Key for skills.video</source>
        <translation>skills.video 密钥</translation>
    </message>
    <message>
        <source>Paste your key</source>
        <translation>粘贴您的密钥</translation>
    </message>
    <message>
        <source>Generating at skills.video takes a key of your account there. Rehearsing takes none.</source>
        <translation>在 skills.video 生成需要您在那里的账户的密钥。预演不需要。</translation>
    </message>
    <message>
        <source>Get a key at skills.video</source>
        <translation>在 skills.video 获取密钥</translation>
    </message>
    <message>
        <source>Open the page in your browser</source>
        <translation>在浏览器中打开该页面</translation>
    </message>
    <message>
        <source>Asking skills.video…</source>
        <translation>正在询问 skills.video…</translation>
    </message>
    <message>
        <source>Check and keep</source>
        <translation>检查并保存</translation>
    </message>
    <message>
        <source>The library is being opened.</source>
        <translation>正在打开资料库。</translation>
    </message>
    <message>
        <source>Looking for the key…</source>
        <translation>正在查找密钥…</translation>
    </message>
    <message>
        <source>Nothing is known about the key.</source>
        <translation>对密钥一无所知。</translation>
    </message>
    <message>
        <source>Wait for the answer</source>
        <translation>请等待回应</translation>
    </message>
    <message>
        <source>Paste a key first</source>
        <translation>请先粘贴密钥</translation>
    </message>
    <message>
        <source>The library is not open yet.</source>
        <translation>资料库尚未打开。</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>请稍后重试。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Keep until I close Rushes</source>
        <translation>保存到关闭 Rushes 为止</translation>
    </message>
    <message>
        <source>Rushes has forgotten the key.</source>
        <translation>Rushes 已忘记该密钥。</translation>
    </message>
    <message>
        <source>Ask skills.video for the balance with this key, and keep the key</source>
        <translation>用该密钥向 skills.video 查询余额，并保存密钥</translation>
    </message>
    <message>
        <source>The key is kept, but could not be checked</source>
        <translation>密钥已保存，但无法检查</translation>
    </message>
    <message>
        <source>skills.video accepts the key</source>
        <translation>skills.video 接受该密钥</translation>
    </message>
    <message>
        <source>It is kept in the system keyring.</source>
        <translation>它保存在系统密钥环中。</translation>
    </message>
    <message>
        <source>It is kept in memory until you close Rushes. To keep it longer, unlock the keyring and add it again.</source>
        <translation>它保存在内存中，直到您关闭 Rushes。如要长期保存，请解锁密钥环后重新添加。</translation>
    </message>
    <message>
        <source>It is kept in memory until you close Rushes: there is no working keyring. To keep it longer, set up a keyring and add the key again.</source>
        <translation>它保存在内存中，直到您关闭 Rushes：没有可用的密钥环。如要长期保存，请设置密钥环后重新添加密钥。</translation>
    </message>
    <message>
        <source>{where} {problem} Refresh the balance to check it later.</source>
        <translation>{where}{problem}请稍后刷新余额来检查。</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>This computer has no font with Chinese characters. Install one, such as Noto Sans CJK.</source>
        <translation>这台电脑没有中文字体。请安装一种，例如 Noto Sans CJK。</translation>
    </message>
    <message>
        <source>Animate nothing</source>
        <translation>不使用动画</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动态效果</translation>
    </message>
    <message>
        <source>When a take is ready or has failed</source>
        <translation>成片就绪或失败时</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Only while Rushes is not in front.</source>
        <translation>仅当 Rushes 不在前台时。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose another folder for the library</source>
        <translation>为资料库选择其他文件夹</translation>
    </message>
    <message>
        <source>Library folder</source>
        <translation>资料库文件夹</translation>
    </message>
    <message>
        <source>Takes at once</source>
        <translation>同时制作数量</translation>
    </message>
    <message>
        <source>How many takes are made at skills.video at the same time. The others wait here.</source>
        <translation>在 skills.video 同时制作的成片数量，其余的在这里等待。</translation>
    </message>
    <message>
        <source>Wait before sending</source>
        <translation>发送前等待</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>For everything but this computer. Leave it empty for none.</source>
        <translation>用于除本机以外的所有连接。不用代理请留空。</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Sent as “feature” with this workflow. Leave it empty unless skills.video gave you a name.</source>
        <translation>与该工作流程一起作为“feature”发送。除非 skills.video 给了您名称，否则请留空。</translation>
    </message>
    <message>
        <source>The takes and everything they were made from.</source>
        <translation>成片以及制作它们所用的一切。</translation>
    </message>
    <message>
        <source>{path} opens when Rushes starts again.</source>
        <translation>{path} 将在下次启动 Rushes 时打开。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Nothing can be written to {path}.</source>
        <translation>无法向 {path} 写入任何内容。</translation>
    </message>
    <message>
        <source>Hide the key</source>
        <translation>隐藏密钥</translation>
    </message>
    <message>
        <source>Show the key</source>
        <translation>显示密钥</translation>
    </message>
    <message>
        <source>Reuse recipe</source>
        <translation>复用配方</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Get the file again</source>
        <translation>再次取回文件</translation>
    </message>
    <message>
        <source>Follow again</source>
        <translation>重新跟踪</translation>
    </message>
    <message>
        <source>Stop following</source>
        <translation>停止跟踪</translation>
    </message>
    <message>
        <source>No prompt</source>
        <translation>没有提示词</translation>
    </message>
    <message>
        <source>Rehearsal</source>
        <translation>预演</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Finished takes</source>
        <translation>完成的成片</translation>
    </message>
    <message>
        <source>Rehearsals</source>
        <translation>预演</translation>
    </message>
    <message>
        <source>Made at skills.video</source>
        <translation>在 skills.video 制作</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>等待您处理</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>更多筛选</translation>
    </message>
    <message>
        <source>Empty bin</source>
        <translation>清空回收站</translation>
    </message>
    <message numerus="yes">
        <source>{count} takes go for good, with {size} of files. This cannot be undone.</source>
        <comment>{count} take goes for good, with {size} of files. This cannot be undone.</comment>
        <translation>
            <numerusform>{count} 条成片将被永久删除，文件共 {size}。此操作无法撤销。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete {n} takes</source>
        <comment>Delete {n} take</comment>
        <translation>
            <numerusform>删除 {n} 条成片</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Search prompts, notes, ids</source>
        <translation>搜索提示词、备注、编号</translation>
    </message>
    <message>
        <source>All takes are listed again, the new one among them.</source>
        <translation>已重新列出全部成片，包括新的这一条。</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Nothing holds “{words}”.</source>
        <translation>没有包含“{words}”的内容。</translation>
    </message>
    <message>
        <source>Takes land here and stay here, with or without a connection.</source>
        <translation>成片会来到这里并一直保留，无论是否联网。</translation>
    </message>
    <message>
        <source>The bin is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
    <message>
        <source>There is nothing of this kind.</source>
        <translation>没有这一类的内容。</translation>
    </message>
    <message>
        <source>Held. Nothing was sent.</source>
        <translation>已暂缓，什么都没有发送。</translation>
    </message>
    <message>
        <source>Not followed</source>
        <translation>未跟踪</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Fetching the file</source>
        <translation>正在取回文件</translation>
    </message>
    <message>
        <source>Held. {what}</source>
        <translation>已暂缓。{what}</translation>
    </message>
    <message>
        <source>Waiting for a free slot</source>
        <translation>正在等待空位</translation>
    </message>
    <message>
        <source>{what} · {time}</source>
        <translation>{what} · {time}</translation>
    </message>
    <message>
        <source>In queue · {time}</source>
        <translation>排队中 · {time}</translation>
    </message>
    <message>
        <source>Rendering · {progress}</source>
        <translation>渲染中 · {progress}</translation>
    </message>
    <message numerus="yes">
        <source>{amount} cr</source>
        <comment>{amount} cr</comment>
        <translation>
            <numerusform>{amount} 点</numerusform>
        </translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>成片</translation>
    </message>
    <message numerus="yes">
        <source>{n} takes are ready</source>
        <comment>{n} take is ready</comment>
        <translation>
            <numerusform>{n} 条成片已就绪</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} takes failed</source>
        <comment>{n} take failed</comment>
        <translation>
            <numerusform>{n} 条成片失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} were sent without an answer</source>
        <comment>{n} was sent without an answer</comment>
        <translation>
            <numerusform>{n} 条已发送但没有回应</numerusform>
        </translation>
    </message>
    <message>
        <source>Rehearsal ready</source>
        <translation>预演已就绪</translation>
    </message>
    <message>
        <source>Take ready</source>
        <translation>成片已就绪</translation>
    </message>
    <message>
        <source>Reuse its recipe to try again.</source>
        <translation>复用它的配方可再试一次。</translation>
    </message>
    <message>
        <source>{reason}
{prompt}</source>
        <translation>{reason}
{prompt}</translation>
    </message>
    <message>
        <source>Rehearsal failed</source>
        <translation>预演失败</translation>
    </message>
    <message>
        <source>Take failed</source>
        <translation>成片失败</translation>
    </message>
    <message>
        <source>It may be running and may be charged.
{prompt}</source>
        <translation>它可能正在运行，也可能会计费。
{prompt}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>What the service says it used</source>
        <translation>服务表示所用的内容</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Credits and ids</source>
        <translation>点数和编号</translation>
    </message>
    <message>
        <source>What the service said</source>
        <translation>服务的说明</translation>
    </message>
    <message>
        <source>The service&apos;s answer</source>
        <translation>服务的回应</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>复制回应</translation>
    </message>
    <message>
        <source>The same as what was sent.</source>
        <translation>与发送的内容相同。</translation>
    </message>
    <message>
        <source>It has not said yet.</source>
        <translation>尚未说明。</translation>
    </message>
    <message>
        <source>{time}, after {long}</source>
        <translation>{time}，历时 {long}</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>已计费</translation>
    </message>
    <message>
        <source>Credits before</source>
        <translation>之前的点数</translation>
    </message>
    <message>
        <source>Credits after</source>
        <translation>之后的点数</translation>
    </message>
    <message>
        <source>Id there</source>
        <translation>那边的编号</translation>
    </message>
    <message>
        <source>Id here</source>
        <translation>这里的编号</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>{total}: {subscription} from the plan, {permanent} bought</source>
        <translation>{total}：套餐 {subscription}，购买 {permanent}</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>所用</translation>
    </message>
    <message>
        <source>The service says that it used other values than were sent.</source>
        <translation>服务表示所用的值与发送的不同。</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Made in</source>
        <translation>制作用时</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>{width} × {height}, {seconds} s</source>
        <translation>{width} × {height}，{seconds} 秒</translation>
    </message>
    <message>
        <source>Written down</source>
        <translation>已记录</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Rendering</source>
        <translation>渲染中</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>{id}
Click to copy it.</source>
        <translation>{id}
点按可复制。</translation>
    </message>
    <message>
        <source>Copy the id {id}</source>
        <translation>复制编号 {id}</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>复制编号</translation>
    </message>
    <message>
        <source>Put this recipe on the desk; what is there can be brought back</source>
        <translation>把此配方放到编辑区；原来的内容可以恢复</translation>
    </message>
    <message>
        <source>Open the folder that the file is in</source>
        <translation>打开文件所在的文件夹</translation>
    </message>
    <message>
        <source>Move it to the library&apos;s bin</source>
        <translation>移到资料库的回收站</translation>
    </message>
    <message>
        <source>Copy the id, to ask skills.video about it</source>
        <translation>复制编号，以便向 skills.video 咨询</translation>
    </message>
    <message>
        <source>Times, credits and what the service says it used</source>
        <translation>时间、点数以及服务表示所用的内容</translation>
    </message>
    <message>
        <source>Position, in frames</source>
        <translation>位置（帧）</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>If you stop, it keeps running at skills.video and may be charged.</source>
        <translation>停止跟踪后，它仍会在 skills.video 继续运行，并可能计费。</translation>
    </message>
    <message>
        <source>The file is not in the library folder any more</source>
        <translation>文件已不在资料库文件夹中</translation>
    </message>
    <message>
        <source>It was moved, renamed or deleted outside Rushes. Its recipe is still here.</source>
        <translation>它在 Rushes 之外被移动、重命名或删除了。它的配方还在这里。</translation>
    </message>
    <message>
        <source>Put the file back, or reuse the recipe to make the take again.</source>
        <translation>请把文件放回原处，或复用配方重新制作成片。</translation>
    </message>
    <message>
        <source>Open the library folder</source>
        <translation>打开资料库文件夹</translation>
    </message>
    <message>
        <source>This take cannot be played</source>
        <translation>无法播放这条成片</translation>
    </message>
    <message>
        <source>{done} so far</source>
        <translation>目前为 {done}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>It stays in the history, and its recipe can be reused.</source>
        <translation>它会留在历史中，配方可以复用。</translation>
    </message>
    <message>
        <source>This spends credits at skills.video.</source>
        <translation>这会消耗 skills.video 的点数。</translation>
    </message>
    <message>
        <source>Held since the last close</source>
        <translation>自上次关闭以来暂缓</translation>
    </message>
    <message>
        <source>Waiting to be drawn</source>
        <translation>等待绘制</translation>
    </message>
    <message>
        <source>It is sent as soon as one of those that run is done. How many run at once is in Preferences.</source>
        <translation>正在运行的有一个完成后就会发送。同时运行的数量在偏好设置中设定。</translation>
    </message>
    <message>
        <source>Sent. Waiting for the answer</source>
        <translation>已发送，正在等待回应</translation>
    </message>
    <message>
        <source>It may be running and may be charged. It was sent at {time}.</source>
        <translation>它可能正在运行，也可能会计费。发送时间：{time}。</translation>
    </message>
    <message>
        <source>This makes a second take. If the first one runs after all, both are charged.</source>
        <translation>这会制作第二条成片。如果第一条最终也运行，两条都会计费。</translation>
    </message>
    <message>
        <source>It is not sent again. It stays in the history.</source>
        <translation>它不会再次发送，会留在历史中。</translation>
    </message>
    <message>
        <source>Compare your credits at skills.video, then choose.</source>
        <translation>请在 skills.video 核对您的点数，然后选择。</translation>
    </message>
    <message>
        <source>Credits after it: {after}. Compare them at skills.video, then choose.</source>
        <translation>之后的点数：{after}。请在 skills.video 核对，然后选择。</translation>
    </message>
    <message>
        <source>Credits before it: {before}. Compare them at skills.video, then choose.</source>
        <translation>之前的点数：{before}。请在 skills.video 核对，然后选择。</translation>
    </message>
    <message>
        <source>Credits before: {before}, after: {after}. It was probably charged.</source>
        <translation>之前的点数：{before}，之后：{after}。很可能已经计费。</translation>
    </message>
    <message>
        <source>Credits before: {before}, after: {after}. It was probably not charged, or not yet.</source>
        <translation>之前的点数：{before}，之后：{after}。很可能没有计费，或尚未计费。</translation>
    </message>
    <message>
        <source>The file was not fetched</source>
        <translation>文件未取回</translation>
    </message>
    <message>
        <source>It is finished at skills.video.</source>
        <translation>它已在 skills.video 完成。</translation>
    </message>
    <message>
        <source>In queue at skills.video</source>
        <translation>在 skills.video 排队中</translation>
    </message>
    <message>
        <source>Rendering at skills.video</source>
        <translation>在 skills.video 渲染中</translation>
    </message>
    <message>
        <source>The service says “{word}”, which Rushes does not know.</source>
        <translation>服务表示“{word}”，Rushes 不认识它。</translation>
    </message>
    <message>
        <source>Drawing the animatic</source>
        <translation>正在绘制动态分镜</translation>
    </message>
    <message>
        <source>On this computer, free.</source>
        <translation>在这台电脑上，免费。</translation>
    </message>
    <message>
        <source>{what} · {name}</source>
        <translation>{what} · {name}</translation>
    </message>
    <message>
        <source>+{n}</source>
        <translation>+{n}</translation>
    </message>
    <message numerus="yes">
        <source>{n} more references</source>
        <comment>{n} more reference</comment>
        <translation>
            <numerusform>另外 {n} 个参考素材</numerusform>
        </translation>
    </message>
    <message>
        <source>Hours, minutes, seconds and frames: where you are, and how long the take is</source>
        <translation>时、分、秒和帧：当前位置以及成片的长度</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>后退一帧</translation>
    </message>
    <message>
        <source>One frame on</source>
        <translation>前进一帧</translation>
    </message>
    <message>
        <source>Begin again at the end</source>
        <translation>结束后从头开始</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>退出全屏</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Speed: {speed}</source>
        <translation>速度：{speed}</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>已静音</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>The prompt was changed</source>
        <translation>提示词被更改</translation>
    </message>
    <message>
        <source>{name} {sent} → {used}</source>
        <translation>{name} {sent} → {used}</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Rehearse this sample: free, on this computer</source>
        <translation>预演此示例：免费，在这台电脑上</translation>
    </message>
    <message>
        <source>Rehearse a shot for free: Rushes draws an animatic of your prompt and references at the exact frame size and length, on this computer. When it reads right, generate it with Seedance 2.0.</source>
        <translation>免费预演镜头：Rushes 会在这台电脑上，按准确的画面尺寸和长度，用您的提示词和参考素材绘制动态分镜。满意之后，再用 Seedance 2.0 生成。</translation>
    </message>
    <message>
        <source>Make your first take</source>
        <translation>制作您的第一条成片</translation>
    </message>
    <message>
        <source>Or drop images, video or sound anywhere in this window</source>
        <translation>也可以把图片、视频或声音拖到此窗口的任何位置</translation>
    </message>
    <message>
        <source>Choose a take in the history to see it here.</source>
        <translation>在历史记录中选择一个成片，即可在此观看。</translation>
    </message>
    <message>
        <source>Choose a take in the history to see it here. Ctrl+3 shows the history.</source>
        <translation>在历史记录中选择一个成片，即可在此查看。按 Ctrl+3 显示历史记录。</translation>
    </message>
    <message>
        <source>The address in {variable} holds a user name or a password.</source>
        <translation>{variable} 中的地址含有用户名或密码。</translation>
    </message>
    <message>
        <source>Take out what stands before the @. The key is kept with `rushes key set`.</source>
        <translation>请去掉 @ 之前的内容。密钥用 `rushes key set` 保存。</translation>
    </message>
    <message>
        <source>Check the connection and the proxy in Preferences, then ask again.</source>
        <translation>请检查网络连接和偏好设置中的代理，然后重新查询。</translation>
    </message>
</context>
</TS>
